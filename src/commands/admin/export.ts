import { exportPerson } from '#src/actions/members/export-person.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { UsageError } from '../run-command.ts';
import { getPerson } from './find-person.ts';
import type { Subcommand } from './subcommand.ts';

export const exportData: Subcommand = {
  name: 'export',
  usage: '<number>',
  does: 'prints everything that is stored about a person, as JSON, to give to them',
  run: async ({ services: { read, transact, settings }, words, say }) => {
    const exported = await read(async (trx) => {
      const { userId } = await getPerson(trx, settings, words);
      return exportPerson(trx, settings, { userId, actor: OPERATOR, channel: 'command' });
    });
    if (exported.outcome !== 'exported') {
      throw new UsageError('This person is being erased, so their data is incomplete.');
    }
    await transact((trx) => audit(trx, settings.clock, exported.audit));
    say(JSON.stringify(exported.data, undefined, 2));
  },
};
