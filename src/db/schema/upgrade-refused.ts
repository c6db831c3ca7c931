/** The schema was not changed. The message says why, for the operator. */
export class UpgradeRefused extends Error {
  override name = 'UpgradeRefused';
}
