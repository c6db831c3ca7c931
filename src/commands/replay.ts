import { missingLine } from '#src/backup/recovery/message-lines.ts';
import { formatZoned, parseInstant } from '#src/platform/zoned-time.ts';
import { askYes } from './ask-yes.ts';
import { readArgs } from './read-args.ts';
import { type Invocation, runCommand, UsageError } from './run-command.ts';
import { withServices } from './with-services.ts';

const USAGE = `npm run replay                                  what was received since the backup that was restored
npm run replay -- --since 2026-11-25T18:00      since then, after an outage
  --yes    takes them in without asking`;

await runCommand(replay);

/** `npm run replay`: takes in the texts that the provider received and that are not here. 1: it was not wanted. */
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
      say(`Every text that the provider received since ${from} is here.`);
      return 0;
    }
    say(`Received since ${from}, and not here: ${missing.length}`);
    for (const text of missing) say(missingLine(text, zone));
    if (!values.yes && !(await askYes('Take them in?'))) return 1;
    let done = 0;
    await recovery.replay(missing, () => {
      done += 1;
    });
    say(`${done} taken in and handled. What answers them is held: npm run resume.`);
    return 0;
  });
}
