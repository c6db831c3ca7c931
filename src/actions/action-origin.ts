import type { ActionChannel, Actor } from '#src/volunteers/audit/actor.ts';

/** What caused an action. */
export interface ActionOrigin {
  /** `inbox:12`, `api:…` or `command:…`. Notices are sent once for each cause. */
  cause: string;
  channel: ActionChannel;
}

/** How an action came to us, where only its cause is known. */
export function channelOfCause(cause: string): ActionChannel {
  if (cause.startsWith('api:')) return 'api';
  return cause.startsWith('command:') ? 'command' : 'text';
}

/** An action of a coordinator or the operator for others. They are told, and there is an audit entry. */
export type CoordinatorOrigin = ActionOrigin & { actor: Actor };
