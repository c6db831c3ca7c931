import type { User } from '#src/volunteers/people/user.ts';

/** Somebody who runs commands on the machine. They need no account. */
export const OPERATOR = { userId: undefined } as const;

/** The person who acts: a coordinator, or the operator. */
export type Actor = User | typeof OPERATOR;

/** How an action came to us: by text, by the JSON API, or by a command on the machine. */
export type ActionChannel = 'text' | 'api' | 'command';
