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
  'npm run restore -- backup-….watchline.gz              into an empty database, or none\nnpm run restore -- --replace backup-….watchline.gz    in the place of the one that is there, which is kept aside';

const SECRETS: Readonly<Record<SecretOutcome, string | undefined>> = {
  inForce: undefined,
  unknown: undefined,
  written: 'Its secret is in force again: the file "secret" beside the database.',
  differs:
    'JWT_SECRET is not the one of the backup: set that one, or the STOP of people who were forgotten is not known any more.',
};

/** `npm run restore -- file`: the database of a backup, with nothing of it sent before `npm run resume`. */
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
  if (keptAside !== undefined) say(`What was there before is in ${keptAside}`);
  if (SECRETS[secret]) say(SECRETS[secret]);
  say('Everybody signs in to the API again. What was queued is held. Go on with:');
  say('  npm start          answers who texts now, and sends alarms and codes; the rest waits');
  say('  npm run replay     fetches the texts that Twilio received since the backup');
  say('  npm run resume     shows what is held, and sends what is still true');
  return 0;
});
