/** What every verb is told beside its own values. */
export interface Deed {
  /** What made it happen, `inbox:12` or `api:…`: what is told because of it is told once. */
  cause: string;
  channel: 'text' | 'api';
}

/** By which way a deed came that is known by its cause alone. */
export function channelOfCause(cause: string): Deed['channel'] {
  return cause.startsWith('api:') ? 'api' : 'text';
}
