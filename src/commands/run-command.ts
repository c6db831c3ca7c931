import { BackupError } from '#src/backup/file/backup-error.ts';
import { type Config, readConfig } from '#src/config.ts';
import { createLog, type Log } from '#src/platform/log.ts';
import { explainStart } from '#src/process/start-error.ts';

/** Where a command prints, and what it was started with. */
export interface Invocation {
  config: Config;
  log: Log;
  args: string[];
  say(line: string): void;
}

/** What a command that was used wrongly throws: the message is all that is printed. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * The frame round everything that is run by hand, or from cron, on the machine itself: settings as the service reads
 * them, files for their owner alone, errors in plain words. The command returns its exit status: 0 all is well.
 */
export async function runCommand(
  command: (invocation: Invocation) => Promise<number>,
  explain: (thrown: unknown) => string = explainStart,
): Promise<void> {
  process.umask(0o077);
  try {
    const config = readConfig();
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    process.exitCode = await command({ config, log: createLog('silent'), args: process.argv.slice(2), say });
  } catch (thrown) {
    const isPlain = thrown instanceof UsageError || thrown instanceof BackupError;
    process.stderr.write(`${isPlain ? thrown.message : explain(thrown)}\n`);
    process.exitCode = 2;
  }
}
