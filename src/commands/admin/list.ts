import { listUsers } from '#src/volunteers/people/list-users.ts';
import type { Role, UserStatus } from '#src/volunteers/people/user.ts';
import { UsageError } from '../run-command.ts';
import { userLine } from './find-person.ts';
import type { Subcommand } from './subcommand.ts';

const STATUSES: readonly string[] = ['pending', 'active', 'unproved', 'suspended', 'left'] satisfies UserStatus[];
const ROLES: readonly string[] = ['volunteer', 'coordinator'] satisfies Role[];
const PAGE = 200;

export const list: Subcommand = {
  name: 'list',
  usage: '[name or number] [--status pending] [--role coordinator]',
  does: 'lists people. --status is pending, active, unproved, suspended or left; --role is volunteer or coordinator',
  options: { status: { type: 'string' }, role: { type: 'string' } },
  run: async ({ services: { transact, settings }, words, options, say }) => {
    const status = oneOf<UserStatus>('--status', STATUSES, options.status);
    const role = oneOf<Role>('--role', ROLES, options.role);
    const search = words.join(' ') || undefined;
    let afterId: number | undefined;
    let shown = 0;
    do {
      const filter = { search, status, role, afterId, limit: PAGE };
      const found = await transact((trx) => listUsers(trx, filter));
      const page = found.slice(0, PAGE);
      for (const user of page) say(userLine(user, settings));
      shown += page.length;
      afterId = found.length > PAGE ? page.at(-1)?.userId : undefined;
    } while (afterId !== undefined);
    say(shown === 1 ? '1 person.' : `${shown} people.`);
  },
};

function oneOf<Word extends string>(
  option: string,
  words: readonly string[],
  given: string | boolean | undefined,
): Word | undefined {
  if (given === undefined) return undefined;
  if (typeof given === 'string' && words.includes(given)) return given as Word;
  throw new UsageError(`${option} is one of ${words.join(', ')}.`);
}
