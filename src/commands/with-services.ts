import { readSchemaState, type SchemaState } from '#src/db/schema/schema-state.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createServices, type Services } from '#src/services.ts';
import { type Invocation, UsageError } from './run-command.ts';

const UNUSABLE: Record<Exclude<SchemaState, 'upToDate'>, string> = {
  absent: 'there is no database at DATABASE_URL. Run this in the folder of the service, with its settings.',
  empty: 'the database is empty. Start the service once.',
  behind: 'the database is older than this version. Start the service, or run npm run migrate.',
  ahead: 'the database is newer than this version. Use the version that the service runs.',
};

/** Gives the services to a command, with the machine's clock, and closes them. Refuses a database that is not up to date. */
export async function withServices<T>(
  { config, log }: Pick<Invocation, 'config' | 'log'>,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const state = await readSchemaState(config.DATABASE_URL);
  if (state !== 'upToDate') throw new UsageError(`Not done: ${UNUSABLE[state]}`);
  await using services = await createServices({ config, log, clock: systemClock });
  // without await, the services would be closed before the work is done
  return await work(services);
}
