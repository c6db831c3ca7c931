import type { User } from '#src/volunteers/people/user.ts';

/** Whoever sits at the machine itself, and needs no account here. */
export const OPERATOR = { userId: undefined } as const;

/** Who does something to others: a coordinator, or the operator. */
export type Actor = User | typeof OPERATOR;

/** By which way it came: a text, the JSON API, or a command on the machine itself. */
export type ActionChannel = 'text' | 'api' | 'command';
