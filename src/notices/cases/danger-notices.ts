import type { Ask } from '#src/asks/ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { type Notice, notify, notifyCoordinators, notifyStranger, type Told } from '#src/notices/notify.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import type { Report } from '#src/reports/report.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Asks somebody who has not answered once more whether they are in danger. */
export async function askAgainAboutDanger(trx: Transaction, settings: WatchSettings, ask: Ask): Promise<void> {
  await tellPerson(trx, settings, ask, {
    ...{ messageType: 'alarm', cause: `ask:${ask.askId}:again`, askId: ask.askId },
    text: (texts) => texts.stillInDanger(watchFactsOf(settings)),
  });
}

/** By day, the coordinators get the words of somebody who does not answer once more. */
export async function notifyOfDangerSilence(
  trx: Transaction,
  settings: WatchSettings,
  { ask, words }: { ask: Ask; words: string },
): Promise<void> {
  const user = await findPerson(trx, ask);
  const who = whoOf(settings, ask, user);
  await notifyCoordinators(trx, settings, {
    ...{ messageType: 'alarm', cause: `ask:${ask.askId}:silence`, except: [user?.userId] },
    text: (texts) => quoteToFit((cut) => texts.dangerSilence({ ...who, words: texts.quoted({ words: cut }) }), words),
  });
}

/** Nobody answered, so the alarm is raised. Tells the person. */
export async function tellOfDangerAlarm(
  trx: Transaction,
  settings: WatchSettings,
  { ask, report, told, mayHide }: { ask: Ask; report: Report; told: Told; mayHide: boolean },
): Promise<void> {
  const { caseNumber } = report;
  const isMember = report.userId !== null;
  await tellPerson(trx, settings, ask, {
    ...{ messageType: 'alarm', cause: `ask:${ask.askId}:alarm` },
    text: (texts) => {
      const facts = watchFactsOf(settings);
      if (mayHide && told !== 0) return texts.gotIt(facts);
      if (told === 'counted') return texts.savedOnly({ ...facts, caseNumber: isMember ? caseNumber : undefined });
      return texts.alarmAfterSilence({ ...facts, caseNumber, isMember, told });
    },
  });
}

/** The coordinators see what somebody says who was asked whether they are in danger. Returns how many get it. */
export async function notifyOfDangerAnswer(
  trx: Transaction,
  settings: WatchSettings,
  { ask, cause, words, isSafe }: { ask: Ask; cause: string; words: string; isSafe: boolean },
): Promise<Told> {
  const user = await findPerson(trx, ask);
  const who = whoOf(settings, ask, user);
  return notifyCoordinators(trx, settings, {
    ...{ messageType: 'coordinator_notice', cause: `${cause}:danger-answer`, except: [user?.userId] },
    text: (texts) =>
      quoteToFit((cut) => texts.dangerAnswered({ ...who, isSafe, words: texts.quoted({ words: cut }) }), words),
  });
}

async function tellPerson(trx: Transaction, settings: WatchSettings, ask: Ask, notice: Notice): Promise<void> {
  const user = await findPerson(trx, ask);
  if (user?.phone === ask.identity) await notify(trx, settings, user, notice);
  else await notifyStranger(trx, settings, ask.identity, notice);
}

async function findPerson(trx: Transaction, { payload }: Ask): Promise<User | undefined> {
  const { userId = null } = JSON.parse(payload) as { userId?: number | null };
  return userId === null ? undefined : findUser(trx, userId);
}

function whoOf({ region }: WatchSettings, { identity }: Ask, user: User | undefined): { name: string; phone: string } {
  return { name: user?.name ?? '', phone: formatPhone(identity, region) };
}
