import { ConfigError } from '#src/config.ts';
import { UpgradeRefused } from '#src/db/schema/upgrade-refused.ts';

/** The service cannot start. The message says why, for the operator. */
export class StartError extends Error {
  override name = 'StartError';
}

/** What is printed at a failed start. Without a stack if the reason is known. */
export function explainStart(thrown: unknown): string {
  if (thrown instanceof ConfigError) {
    const problems = thrown.message.split('\n').map((problem) => `  ${problem}`);
    return ['Watchline cannot start with these settings (see .env.example):', ...problems].join('\n');
  }
  if (thrown instanceof StartError || thrown instanceof UpgradeRefused)
    return `Watchline cannot start: ${thrown.message}`;
  const stack = thrown instanceof Error ? thrown.stack : String(thrown);
  return `Watchline cannot start.\n${stack}`;
}
