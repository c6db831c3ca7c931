import { readSchemaState, type SchemaState } from '#src/db/schema/schema-state.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createServices, type Services } from '#src/services.ts';
import { type Invocation, UsageError } from './run-command.ts';

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
