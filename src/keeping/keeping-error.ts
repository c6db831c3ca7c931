/** Why a backup, a restore or what follows it was refused or failed, in plain words. */
export class KeepingError extends Error {
  override name = 'KeepingError';
}
