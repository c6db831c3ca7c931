import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { allocateRef } from '#src/db/ref.ts';
import { type Ids, REF_DIGITS, REF_LETTERS, randomIds } from '#src/platform/ids.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const allOfTwo = [...REF_LETTERS].flatMap((letter) => [...REF_DIGITS].map((digit) => `${letter}${digit}`));

onBothDatabases((db, _kind, url) => {
  // each database has to find out which lengths are used up
  let own: Database;
  const allocate = (ids: Ids = randomIds) => inTransaction(own, (trx) => allocateRef(trx, ids, 'booking'));
  beforeEach(async () => {
    own = connect(url());
    await db()('refs').delete();
  });
  afterEach(() => own.destroy());

  it('allocates short refs, each once', async () => {
    expect(await allocate()).toHaveLength(2);
    const refs: string[] = [];
    for (let count = 0; count < 50; count += 1) refs.push(await allocate());
    expect(new Set(refs).size).toBe(50);
    expect(refs.every((ref) => ref.length <= 3)).toBe(true);
  });

  it('they grow longer as they run out', async () => {
    await db()('refs').insert(allOfTwo.map((ref) => ({ ref, kind: 'test' })));
    for (let count = 0; count < 20; count += 1) expect(await allocate()).toHaveLength(3);
  });

  it('it does not try short refs once they are used up', async () => {
    await db()('refs').insert(allOfTwo.map((ref) => ({ ref, kind: 'test' })));
    await allocate();
    const lengths: number[] = [];
    const ref = (length: number) => {
      lengths.push(length);
      return randomIds.ref(length);
    };
    for (let count = 0; count < 5; count += 1) await allocate({ ...randomIds, ref });
    expect(Math.min(...lengths)).toBe(3);
  });

  it('a ref is never allocated again, even if chance picks it', async () => {
    const first = await allocate();
    let asked = 0;
    const ref = (length: number) => {
      asked += 1;
      return asked === 1 ? first : randomIds.ref(length);
    };
    expect(await allocate({ ...randomIds, ref })).not.toBe(first);
    expect(asked).toBeGreaterThan(1);
  });
});
