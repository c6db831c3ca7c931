import { BackupError } from '#src/backup/file/backup-error.ts';
import { type Config, readConfig } from '#src/config.ts';
import { createLog, type Log } from '#src/platform/log.ts';
import { explainStart } from '#src/process/start-error.ts';

/** What a command is given. */
export interface Invocation {
  config: Config;
  log: Log;
  args: string[];
  say(line: string): void;
  /** Prints a part of a longer output as it is. */
  print(text: string): void;
}

/** Thrown if a command is used wrongly. Only the message is printed. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Runs an operator command. It reads the same settings as the service, creates files for their owner only, and explains
 * errors in plain words. The command returns its exit status.
 */
export async function runCommand(
  command: (invocation: Invocation) => Promise<number>,
  explain: (thrown: unknown) => string = explainStart,
): Promise<void> {
  process.umask(0o077);
  try {
    const config = readConfig();
    const print = (text: string) => void process.stdout.write(text);
    const say = (line: string) => print(`${line}\n`);
    process.exitCode = await command({ config, log: createLog('silent'), args: process.argv.slice(2), say, print });
  } catch (thrown) {
    const isPlain = thrown instanceof UsageError || thrown instanceof BackupError;
    process.stderr.write(`${isPlain ? thrown.message : explain(thrown)}\n`);
    process.exitCode = 2;
  }
}
