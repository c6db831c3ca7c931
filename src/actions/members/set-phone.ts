import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { repeatQuestions } from '#src/actions/asks/repeat-questions.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import type { Transaction } from '#src/db/connect.ts';
import { changePhone, type PhoneOutcome } from '#src/membership/change-phone.ts';
import type { MembershipChange } from '#src/membership/change-status.ts';
import { notifyOfNumberChange } from '#src/notices/members/membership-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';

export async function setPhone(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: ActionOrigin & MembershipChange & { phone: string },
): Promise<PhoneOutcome> {
  const changed = await changePhone(trx, settings.clock, change);
  if (changed.outcome === 'changed') {
    await notifyOfNumberChange(trx, settings, { cause, actor: change.actor, ...changed });
    await repeatQuestions(trx, settings, { cause, asks: changed.asks });
    await planReminders(trx, settings, changed.linked);
  }
  return changed;
}
