import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { createLog } from '#src/platform/log.ts';
import { runCommand } from './run-command.ts';

/** `npm run migrate`: brings the schema up to date without starting the service. */
await runCommand(async ({ config }) => {
  const db = connect(config.DATABASE_URL);
  try {
    await migrate(db, createLog(config.LOG_LEVEL));
    return 0;
  } finally {
    await db.destroy();
  }
});
