import { backUp } from '#src/backup/file/back-up.ts';
import { restore } from '#src/backup/restore/restore.ts';
import { restoreSecret, type SecretOutcome } from '#src/backup/restore/restore-secret.ts';
import { systemClock } from '#src/platform/clock.ts';
import { stampOf } from '#src/platform/stamp.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { backupFacts } from './backup-facts.ts';
import { readArgs } from './read-args.ts';
import { runCommand, UsageError } from './run-command.ts';

const USAGE =
  'npm run restore -- backup-….watchline.gz              fills an empty database, or creates one\nnpm run restore -- --replace backup-….watchline.gz    replaces the database, and keeps a copy of the old one';

const SECRETS: Readonly<Record<SecretOutcome, string | undefined>> = {
  inForce: undefined,
  unknown: undefined,
  written: 'The secret of the backup is used again. It is in the file "secret" beside the database.',
  differs:
    'JWT_SECRET differs from the secret of the backup. Set that secret. Otherwise the STOP of erased people is lost.',
};

/** `npm run restore -- file`: restores a backup. Its messages are held until `npm run resume`. */
await runCommand(async ({ config, args, say }) => {
  const options = { replace: { type: 'boolean', default: false } } as const;
  const { values, positionals } = readArgs(USAGE, { args, options, allowPositionals: true });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError(USAGE);
  const now = systemClock.now();
  const { header, counts, keptAside } = await restore({
    databaseUrl: config.DATABASE_URL,
    file,
    isReplacing: values.replace,
    now,
    setAside: async (db) => {
      const aside = `backup-before-restore-${stampOf(now)}.watchline.gz`;
      return (await backUp(db, aside, backupFacts(config, now))).file;
    },
  });
  const secret = restoreSecret(header.secret, { databaseUrl: config.DATABASE_URL, configured: config.JWT_SECRET, now });
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const madeAt = formatZoned(header.made_at, config.TIME_ZONE, 'ccc d LLL yyyy HH:mm');
  say(`Restored ${header.watch} as of ${madeAt}: ${rows} rows.`);
  if (keptAside !== undefined) say(`The old data is in ${keptAside}`);
  if (SECRETS[secret]) say(SECRETS[secret]);
  say('Everybody must sign in to the API again. Queued messages and timers are held. Next steps:');
  say('  npm start          answers new texts, and sends alarms and codes. Other messages wait');
  say('  npm run replay     fetches the texts that Twilio received since the backup');
  say('  npm run resume     shows what is held, and sends and runs what is still true');
  return 0;
});
