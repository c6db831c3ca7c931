import type { PlannedTimers } from '#src/backup/recovery/held-timers.ts';
import { heldLine } from '#src/backup/recovery/message-lines.ts';
import type { PlannedMessage, ResumeDecision } from '#src/backup/recovery/plan-resume.ts';
import type { SendingHold } from '#src/messaging/limits/sending-hold.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import type { Services } from '#src/services.ts';
import { askYes } from './ask-yes.ts';
import { readArgs } from './read-args.ts';
import { type Invocation, runCommand, UsageError } from './run-command.ts';
import { withServices } from './with-services.ts';

const USAGE = `npm run resume    shows what is held, sends the messages that are still true, and lets the timers run
  --yes               does not ask
  --without-replay    goes on even if texts are missing that the provider has`;

const HEADINGS: Readonly<Record<ResumeDecision['action'], string>> = {
  send: 'To be sent',
  alreadySent: 'Already sent, according to the provider',
  cancel: 'No longer true, so cancelled',
};

await runCommand(resume);

/** `npm run resume`: ends the hold. Exit status 1: the operator said no, or more messages were held meanwhile. */
async function resume(invocation: Invocation): Promise<number> {
  const { args, say, config } = invocation;
  const yesOrNo = { type: 'boolean', default: false } as const;
  const { values } = readArgs(USAGE, { args, options: { yes: yesOrNo, 'without-replay': yesOrNo } });
  return withServices(invocation, async ({ recovery }) => {
    const hold = await recovery.findHold();
    if (hold && !values['without-replay']) await refuseMissing(recovery, hold);
    const planned = await recovery.planResume();
    const timers = await recovery.planTimers();
    if (!hold && planned.length === 0 && timers.length === 0) {
      say('Nothing is held.');
      return 0;
    }
    if (hold) say(holdLine(hold, config.TIME_ZONE));
    show(planned, config.TIME_ZONE, say);
    showTimers(timers, say);
    const count = planned.filter(({ decision }) => decision.action === 'send').length;
    if (!values.yes && !(await askYes(`Send ${count} and end the hold?`))) return 1;
    const left = await recovery.resume(planned);
    say(left === 0 ? 'Sending continues.' : `${left} more messages were held meanwhile. Run it again.`);
    return left === 0 ? 0 : 1;
  });
}

/** Missing texts may change which messages are still true. */
async function refuseMissing(recovery: Services['recovery'], { backupMadeAt }: SendingHold): Promise<void> {
  const missing = await recovery.listMissing(backupMadeAt);
  if (missing.length === 0) return;
  throw new UsageError(
    `${missing.length} texts are missing that the provider has. Run npm run replay first, or go on without them: --without-replay.`,
  );
}

function holdLine({ since, backupMadeAt }: SendingHold, zone: string): string {
  const [held, made] = [since, backupMadeAt].map((instant) => formatZoned(instant, zone, 'ccc d LLL HH:mm'));
  return `Held since ${held}, when the backup of ${made} was restored.`;
}

function show(planned: readonly PlannedMessage[], zone: string, say: (line: string) => void): void {
  for (const [action, heading] of Object.entries(HEADINGS)) {
    const those = planned.filter((one) => one.decision.action === action);
    say(`${heading}: ${those.length}`);
    for (const one of those) say(heldLine(one, zone));
  }
}

/** By kind, because there may be hundreds. A timer that runs checks whether it still applies. */
function showTimers(planned: readonly PlannedTimers[], say: (line: string) => void): void {
  const linesOf = (decision: 'run' | 'expire', heading: string) => {
    const those = planned.filter((one) => one[decision] > 0);
    say(`${heading}: ${those.reduce((sum, one) => sum + one[decision], 0)}`);
    for (const one of those) say(`  ${one.kind}: ${one[decision]}`);
  };
  linesOf('run', 'Timers that will run if they still apply');
  linesOf('expire', 'Timers that have expired');
}
