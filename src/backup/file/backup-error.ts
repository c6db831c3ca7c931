/** A backup or a restore was refused or has failed. The message is for the operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}
