import { resetMember } from '#src/actions/members/reset-member.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { UsageError } from '../run-command.ts';
import { getNumber, getPerson, userLine } from './find-person.ts';
import type { Subcommand } from './subcommand.ts';

export const reset: Subcommand = {
  name: 'reset',
  usage: '<number> [--number <new number>]',
  does: 'for a lost phone: ends all sign-ins and calendar feeds of a person, and sets a new number',
  options: { number: { type: 'string' } },
  run: async ({ services: { transact, settings }, words, options, cause, say }) => {
    const phone = options.number === undefined ? undefined : getNumber(settings, String(options.number));
    const user = await transact(async (trx) => {
      const { userId } = await getPerson(trx, settings, words);
      const change = { cause, channel: 'command', actor: OPERATOR, userId, phone } as const;
      const done = await resetMember(trx, settings, change);
      if (done.outcome === 'hasLeft') throw new UsageError('That person has left.');
      if (done.outcome === 'phoneTaken') {
        throw new UsageError(`${done.by ? userLine(done.by, settings) : 'Somebody'} has that number already.`);
      }
      return done.user;
    });
    say(`${userLine(user, settings)}: signed out everywhere.`);
  },
};
