import type { ActionChannel } from '#src/volunteers/audit/actor.ts';

/** What every verb is told beside its own values. */
export interface ActionOrigin {
  /** What made it happen, `inbox:12`, `api:…` or `command:…`: what is told because of it is told once. */
  cause: string;
  channel: ActionChannel;
}

/** By which way a deed came that is known by its cause alone. */
export function channelOfCause(cause: string): ActionChannel {
  if (cause.startsWith('api:')) return 'api';
  return cause.startsWith('command:') ? 'command' : 'text';
}
