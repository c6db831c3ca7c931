import { missingLine } from '#src/backup/recovery/message-lines.ts';
import { formatZoned, parseInstant } from '#src/platform/zoned-time.ts';
import { askYes } from './ask-yes.ts';
import { readArgs } from './read-args.ts';
import { type Invocation, runCommand, UsageError } from './run-command.ts';
import { withServices } from './with-services.ts';

const USAGE = `npm run replay                                  fetches texts that were received after the restored backup was made
npm run replay -- --since 2026-11-25T18:00      fetches texts since this time, after an outage
  --yes    stores and handles them without asking`;

await runCommand(replay);

/** `npm run replay`: stores texts that the provider received and we do not have. Exit status 1: the operator said no. */
async function replay(invocation: Invocation): Promise<number> {
  const { args, say, config } = invocation;
  const options = { since: { type: 'string' }, yes: { type: 'boolean', default: false } } as const;
  const { values } = readArgs(USAGE, { args, options });
  return withServices(invocation, async ({ recovery }) => {
    const zone = config.TIME_ZONE;
    const since = values.since ? parseInstant(values.since, zone) : (await recovery.findHold())?.backupMadeAt;
    if (!since) throw new UsageError(`Since when?\n${USAGE}`);
    const missing = await recovery.listMissing(since);
    const from = formatZoned(since, zone, 'ccc d LLL HH:mm');
    if (missing.length === 0) {
      say(`No text is missing since ${from}.`);
      return 0;
    }
    say(`Texts that are missing since ${from}: ${missing.length}`);
    for (const text of missing) say(missingLine(text, zone));
    if (!values.yes && !(await askYes('Store and handle them?'))) return 1;
    let done = 0;
    await recovery.replay(missing, () => {
      done += 1;
    });
    say(`${done} stored and handled. The replies are held until npm run resume.`);
    return 0;
  });
}
