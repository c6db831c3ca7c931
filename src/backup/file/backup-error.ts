/** Why a backup, a restore or what follows it was refused or failed, in plain words. */
export class BackupError extends Error {
  override name = 'KeepingError';
}
