import type { Transaction } from '#src/db/connect.ts';
import { mediaNameOf } from '#src/messaging/media/file-kinds.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { type Notice, notify, notifyCoordinators, notifyStranger, type Told } from '#src/notices/notify.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import type { AdditionKind, Report } from '#src/reports/report.ts';
import type { Texts } from '#src/texts/texts.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { findUser, findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { reporterWords } from './reporter-words.ts';

export interface Addition {
  /** What made it known: `inbox:12`. */
  cause: string;
  report: Report;
  kind: AdditionKind;
  mediaType?: string | undefined;
  words?: string;
  latitude?: number | undefined;
  longitude?: number | undefined;
}

/** Tells the coordinators what was added to an incident. Returns how many get it. */
export async function notifyOfAddition(trx: Transaction, settings: WatchSettings, addition: Addition): Promise<Told> {
  const { report } = addition;
  const who = await reporterWords(trx, settings, report);
  return notifyCoordinators(trx, settings, {
    messageType: 'alarm',
    cause: `${addition.cause}:added:${report.reportId}:${addition.kind}`,
    about: report,
    text: (texts) => additionText(texts, addition, who),
    except: [report.userId],
  });
}

function additionText(texts: Texts, addition: Addition, who: string): string {
  const { caseNumber } = addition.report;
  if (addition.kind === 'words') {
    const said = addition.words ?? '';
    return quoteToFit((words) => texts.addedWords({ caseNumber, who, words, isCut: words !== said }), said);
  }
  const { latitude, longitude, words: known = '' } = addition;
  if (addition.kind === 'place' && latitude !== undefined && longitude !== undefined) {
    const place = { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) };
    const build = (words: string) => texts.addedPlace({ caseNumber, who, ...place, words, isCut: words !== known });
    return quoteToFit(build, known);
  }
  return texts.addedMedia({
    caseNumber,
    who,
    what: texts.mediaNames()[mediaNameOf({ kind: addition.kind, contentType: addition.mediaType ?? '' })],
  });
}

/** Tells the coordinators that the reporter calls it less than an incident now. Returns how many get it. */
export async function notifyOfLoweredSeverity(
  trx: Transaction,
  settings: WatchSettings,
  { cause, report }: { cause: string; report: Report },
): Promise<Told> {
  const who = await reporterWords(trx, settings, report);
  return notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:severity:${report.reportId}`,
    about: report,
    text: (texts) =>
      texts.severityChanged({ caseNumber: report.caseNumber, who, severity: texts.severityNames()[report.severity] }),
    except: [report.userId],
  });
}

/** Tells the reporter and the other coordinators who takes the case. */
export async function notifyOfAcknowledgement(
  trx: Transaction,
  settings: WatchSettings,
  { cause, report, coordinator, words }: { cause: string; report: Report; coordinator: User; words: string },
): Promise<void> {
  const base = { ...watchFactsOf(settings), coordinator: firstName(coordinator.name), caseNumber: report.caseNumber };
  const reporter =
    report.userId === null ? await findUserByPhone(trx, report.reporterIdentity) : await findUser(trx, report.userId);
  const answer: Notice = {
    messageType: report.severity === 2 ? 'alarm' : 'coordinator_message',
    cause: `${cause}:taken:${report.reportId}`,
    text: (texts) => {
      const takes = report.severity === 2 ? texts.takesYourCase : texts.readsYourCase;
      return quoteToFit((cut) => takes({ ...base, said: cut ? texts.said({ words: cut }) : '' }), words);
    },
  };
  if (!reporter) await notifyStranger(trx, settings, report.reporterIdentity, answer);
  else if (reporter.userId !== coordinator.userId) await notify(trx, settings, reporter, answer);
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:taken:${report.reportId}:others`,
    text: (texts) => quoteToFit((note) => texts.takesCase({ ...base, note }), words),
    except: [coordinator.userId, reporter?.userId],
  });
}
