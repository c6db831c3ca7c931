import { heldLine } from '#src/backup/recovery/message-lines.ts';
import type { PlannedMessage, ResumeDecision } from '#src/backup/recovery/plan-resume.ts';
import type { SendingHold } from '#src/messaging/limits/sending-hold.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import type { Services } from '#src/services.ts';
import { askYes } from './ask-yes.ts';
import { readArgs } from './read-args.ts';
import { type Invocation, runCommand, UsageError } from './run-command.ts';
import { withServices } from './with-services.ts';

const USAGE = `npm run resume    shows what is held, and sends what is still true
  --yes               without asking
  --without-replay    although the provider has texts that are not here`;

const HEADINGS: Readonly<Record<ResumeDecision['fate'], string>> = {
  send: 'To be sent',
  left: 'Sent already, as the provider says',
  drop: 'No longer true, and dropped',
};

await runCommand(resume);

/** `npm run resume`: ends what a restore has held. 1: it was not wanted, or more was held meanwhile. */
async function resume(invocation: Invocation): Promise<number> {
  const { args, say, config } = invocation;
  const yesOrNo = { type: 'boolean', default: false } as const;
  const { values } = readArgs(USAGE, { args, options: { yes: yesOrNo, 'without-replay': yesOrNo } });
  return withServices(invocation, async ({ recovery }) => {
    const hold = await recovery.findHold();
    if (hold && !values['without-replay']) await refuseMissing(recovery, hold);
    const planned = await recovery.planResume();
    if (!hold && planned.length === 0) {
      say('Nothing is held.');
      return 0;
    }
    if (hold) say(holdLine(hold, config.TIME_ZONE));
    show(planned, config.TIME_ZONE, say);
    const count = planned.filter(({ fate }) => fate.fate === 'send').length;
    if (!values.yes && !(await askYes(`Send ${count}, and end the hold?`))) return 1;
    const left = await recovery.resume(planned);
    say(left === 0 ? 'Sending goes on.' : `${left} more were held meanwhile: run it again.`);
    return left === 0 ? 0 : 1;
  });
}

/** What they say may change what is true. */
async function refuseMissing(recovery: Services['recovery'], { backupMadeAt }: SendingHold): Promise<void> {
  const missing = await recovery.listMissing(backupMadeAt);
  if (missing.length === 0) return;
  throw new UsageError(
    `The provider has ${missing.length} texts that are not here: first npm run replay. --without-replay goes on without them.`,
  );
}

function holdLine({ since, backupMadeAt }: SendingHold, zone: string): string {
  const [held, made] = [since, backupMadeAt].map((instant) => formatZoned(instant, zone, 'ccc d LLL HH:mm'));
  return `Held since ${held}, when the backup of ${made} was restored.`;
}

function show(planned: readonly PlannedMessage[], zone: string, say: (line: string) => void): void {
  for (const [fate, heading] of Object.entries(HEADINGS)) {
    const those = planned.filter((one) => one.fate.fate === fate);
    say(`${heading}: ${those.length}`);
    for (const one of those) say(heldLine(one, zone));
  }
}
