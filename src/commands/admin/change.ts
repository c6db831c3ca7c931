import { type ChangeMemberOutcome, changeMember, type MemberChange } from '#src/actions/members/change-member.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { UsageError } from '../run-command.ts';
import { getPerson, userLine } from './find-person.ts';
import type { Subcommand } from './subcommand.ts';

const REFUSALS: Record<Exclude<ChangeMemberOutcome['outcome'], 'changed'>, string> = {
  noSuchUser: 'That person is not on the watch any more.',
  hasLeft: 'That person has left for good: they join again by texting, or with "add".',
  lastCoordinator: 'That is the last coordinator. Promote another one first: npm run admin -- promote <number>',
  oneself: 'That can not be done to oneself.',
  phoneTaken: 'Somebody else has that number.',
};

/** A subcommand that changes one person as the API would. */
function changing(name: string, does: string, change: MemberChange): Subcommand {
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

export const admit = changing('admit', 'lets in who waits or is suspended', { status: 'active' });
export const suspend = changing('suspend', 'takes somebody off: shifts ahead are given up, sign-ins end', {
  status: 'suspended',
});
export const promote = changing('promote', 'makes a coordinator, let in if need be', {
  status: 'active',
  role: 'coordinator',
});
export const demote = changing('demote', 'makes a volunteer of a coordinator', { role: 'volunteer' });
