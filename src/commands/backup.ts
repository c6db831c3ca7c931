import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '#src/backup/file/back-up.ts';
import { BackupError } from '#src/backup/file/backup-error.ts';
import { connect, sqliteFileOf } from '#src/db/connect.ts';
import { systemClock } from '#src/platform/clock.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { backupFacts } from './backup-facts.ts';
import { readArgs } from './read-args.ts';
import { runCommand } from './run-command.ts';

const USAGE =
  'npm run backup                 writes into the current folder\nnpm run backup -- --to place    writes into this folder or file';

/** `npm run backup`: writes all data into one file, while the service runs. */
await runCommand(async ({ config, args, say }) => {
  const { values } = readArgs(USAGE, { args, options: { to: { type: 'string', default: '.' } } });
  const database = sqliteFileOf(config.DATABASE_URL);
  if (database !== undefined && !existsSync(database)) throw new BackupError(`There is no database at ${database}.`);
  const facts = backupFacts(config, systemClock.now());
  const name = `backup-${formatZoned(facts.madeAt, config.TIME_ZONE, "yyyy-MM-dd'T'HHmm")}.watchline.gz`;
  const file = statSync(values.to, { throwIfNoEntry: false })?.isDirectory() ? join(values.to, name) : values.to;
  const db = connect(config.DATABASE_URL);
  try {
    const { bytes, counts } = await backUp(db, file, facts);
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    say(`${file}: ${rows} rows of ${Object.keys(counts).length} tables, ${Math.ceil(bytes / 1024)} KB, checked.`);
    say('Keep it as safe as the database: it contains names, numbers, texts and the secret.');
    return 0;
  } finally {
    await db.destroy();
  }
});
