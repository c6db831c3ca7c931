import { type ChangeMemberOutcome, changeMember, type MemberEdit } from '#src/actions/members/change-member.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { UsageError } from '../run-command.ts';
import { getPerson, userLine } from './find-person.ts';
import type { Subcommand } from './subcommand.ts';

const REFUSALS: Record<Exclude<ChangeMemberOutcome['outcome'], 'changed'>, string> = {
  noSuchUser: 'That person is no longer on the watch.',
  hasLeft: 'That person has left. They can join again by texting, or with "add".',
  lastCoordinator: 'That is the last coordinator. Promote another one first: npm run admin -- promote <number>',
  oneself: 'You cannot do that to yourself.',
  phoneTaken: 'Somebody else has that number.',
};

/** A subcommand that changes one person, as the API does. */
function changeSubcommand(name: string, does: string, change: MemberEdit): Subcommand {
  return {
    name,
    usage: '<number>',
    does,
    run: async ({ services: { transact, settings }, words, cause, say }) => {
      const user = await transact(async (trx) => {
        const { userId } = await getPerson(trx, settings, words);
        const changed = await changeMember(trx, settings, {
          cause,
          channel: 'command',
          actor: OPERATOR,
          userId,
          change,
        });
        if (changed.outcome !== 'changed') throw new UsageError(REFUSALS[changed.outcome]);
        return changed.user;
      });
      say(userLine(user, settings));
    },
  };
}

export const admit = changeSubcommand('admit', 'admits a person who waits or is suspended', { status: 'active' });
export const suspend = changeSubcommand(
  'suspend',
  'suspends a person: drops their coming shifts and ends their sign-ins',
  {
    status: 'suspended',
  },
);
export const promote = changeSubcommand('promote', 'makes a person a coordinator, and admits them if necessary', {
  status: 'active',
  role: 'coordinator',
});
export const demote = changeSubcommand('demote', 'makes a coordinator a volunteer', { role: 'volunteer' });
