import type { User } from '#src/volunteers/people/user.ts';

/** What every verb of a coordinator is told. */
export function originOf({ cause, user }: { cause: string; user: User }) {
  return { cause, channel: 'api', actor: user } as const;
}
