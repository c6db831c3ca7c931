import { exportPerson, readExport } from '#src/actions/members/export-person.ts';
import { writeJsonObject } from '#src/platform/json-object.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { UsageError } from '../run-command.ts';
import { getPerson } from './find-person.ts';
import type { Subcommand } from './subcommand.ts';

export const exportData: Subcommand = {
  name: 'export',
  usage: '<number>',
  does: 'prints everything that is stored about a person, as JSON, to give to them',
  run: async ({ services: { read, stream, transact, settings }, words, print }) => {
    const [userId, exported] = await read(async (trx) => {
      const person = await getPerson(trx, settings, words);
      const change = { userId: person.userId, actor: OPERATOR, channel: 'command' } as const;
      return [person.userId, await exportPerson(trx, change)] as const;
    });
    if (exported.outcome !== 'exported') {
      throw new UsageError('This person is being erased, so their data is incomplete.');
    }
    await transact((trx) => audit(trx, settings.clock, exported.audit));
    const fields = stream((trx) => readExport(trx, settings, userId));
    for await (const text of writeJsonObject(fields, { isIndented: true })) print(text);
    print('\n');
  },
};
