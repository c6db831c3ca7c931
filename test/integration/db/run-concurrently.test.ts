import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { onBothDatabases } from '#test/support/databases.ts';

onBothDatabases((database) => {
  const refs = () => database()('refs').orderBy('ref').pluck('ref');
  const ref = (name: string) => ({ ref: name, kind: 'booking' });

  test('returns the results in the order of the statements, and runs each once', async () => {
    const found = await inTransaction(database(), (trx) =>
      runConcurrently(trx('refs').insert(ref('A1')).returning('ref'), wait(5, 'later'), trx('users').select('userId')),
    );
    expect(found).toEqual([[{ ref: 'A1' }], 'later', []]);
    expect(await refs()).toEqual(['A1']);
  });

  test('throws the first error after all have ended, and nothing is left', async () => {
    const ended: string[] = [];
    const failing = inTransaction(database(), (trx) =>
      runConcurrently(
        wait(500).then(async () => {
          await trx('refs')
            .insert(ref('B1'))
            .catch(() => {});
          ended.push('the last');
          throw new Error('the last');
        }),
        trx('refs').insert(ref('A1')),
        trx('refs').insert(ref('C1')),
      ),
    );
    await expect(failing).rejects.toThrow(/unique/i);
    expect(ended).toEqual(['the last']);
    expect(await refs()).toEqual(['A1']);
  });
});
