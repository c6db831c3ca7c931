import type { User } from '#src/volunteers/people/user.ts';

/** What every action of a coordinator needs to know of the request. */
export function originOf({ cause, user }: { cause: string; user: User }) {
  return { cause, channel: 'api', actor: user } as const;
}
