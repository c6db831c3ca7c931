import { readConfig } from '#src/config.ts';
import { connect } from './connect.ts';
import { migrate } from './migrate.ts';

const db = connect(readConfig().DATABASE_URL);
await migrate(db);
await db.destroy();
