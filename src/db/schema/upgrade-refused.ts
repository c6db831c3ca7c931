/** Why the schema was left as it is, in plain words. */
export class UpgradeRefused extends Error {
  override name = 'UpgradeRefused';
}
