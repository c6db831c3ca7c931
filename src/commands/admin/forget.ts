import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { UsageError } from '../run-command.ts';
import { getPerson, userLine } from './find-person.ts';
import type { Subcommand } from './subcommand.ts';

/** Also if something went wrong: then it is tried again, and the log says so. */
const REST_FOLLOWS = 'the name and number are erased. The service erases texts and photos within the hour.';

export const forget: Subcommand = {
  name: 'forget',
  usage: '<number> --for-good',
  does: 'erases the name, number, texts, photos and places of a person. Shifts and cases stay, without the person',
  options: { 'for-good': { type: 'boolean' } },
  run: async ({ services, words, options, cause, say }) => {
    const { transact, settings } = services;
    const person = await transact(async (trx) => {
      const user = await getPerson(trx, settings, words);
      if (!options['for-good']) {
        throw new UsageError(
          `${userLine(user, settings)}: this cannot be undone. If this is the right person, add --for-good.`,
        );
      }
      const done = await forgetPerson(trx, settings, {
        cause,
        channel: 'command',
        actor: OPERATOR,
        userId: user.userId,
      });
      if (done.outcome === 'lastCoordinator') {
        throw new UsageError('That is the last coordinator. Promote another one first.');
      }
      return done.user;
    });
    const isDone = await services.erasures.finish(person.userId);
    say(`${userLine(person, settings)}: ${isDone ? 'erased.' : REST_FOLLOWS}`);
  },
};
