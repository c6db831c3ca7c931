import { BackupError } from '#src/backup/backup-error.ts';
import { type Config, readConfig } from '#src/config.ts';
import { readSchemaState, type SchemaState } from '#src/db/schema-state.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLog, type Log } from '#src/platform/log.ts';
import { explainStart } from '#src/process/start-error.ts';
import { createServices, type Services } from '#src/services.ts';

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

const UNUSABLE: Record<Exclude<SchemaState, 'upToDate'>, string> = {
  absent: 'there is no database at DATABASE_URL. Run this where the service runs, with its settings.',
  empty: 'the database is empty: the service has never been started with it.',
  behind: 'the database is older than this version: start the service, or run npm run migrate.',
  ahead: 'the database is newer than this version: run this with the version that the service runs.',
};

/**
 * The same services as the service's own, by the machine's clock, closed when the work is done. Refuses a database that
 * the service has not made or could not use.
 */
export async function withServices<T>(
  { config, log }: Pick<Invocation, 'config' | 'log'>,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const state = await readSchemaState(config.DATABASE_URL);
  if (state !== 'upToDate') throw new UsageError(`Not done: ${UNUSABLE[state]}`);
  await using services = await createServices({ config, log, clock: systemClock });
  // not the bare promise: the services would be closed before the work is done
  return await work(services);
}
