import { sqliteFileOf } from '#src/db/connect.ts';
import { findSecret, keepSecret, secretPathBeside } from '#src/platform/secret-file.ts';
import { stampOf } from '#src/platform/stamp.ts';

/** `unknown`: the backup has no secret. */
export type SecretOutcome = 'inForce' | 'written' | 'differs' | 'unknown';

/** Writes the secret of a backup beside a SQLite database, unless the settings have a secret. */
export function restoreSecret(
  secret: string | null,
  { databaseUrl, configured, now }: { databaseUrl: string; configured: string | undefined; now: Date },
): SecretOutcome {
  if (secret === null) return 'unknown';
  if (configured !== undefined) return configured === secret ? 'inForce' : 'differs';
  const path = secretPathBeside(sqliteFileOf(databaseUrl) ?? '');
  if (findSecret(path) === secret) return 'inForce';
  keepSecret(path, secret, `${path}-before-restore-${stampOf(now)}`);
  return 'written';
}
