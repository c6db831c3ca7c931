import type { Transaction } from '#src/db/connect.ts';
import type { MediaLoss } from '#src/messaging/media/find-media.ts';
import { type Notice, notify, notifyCoordinators, notifyStranger } from '#src/notices/notify.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, DAY, HOUR } from '#src/platform/duration.ts';
import { findReportOfMedia } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';
import { findUser, findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { reporterWords } from './reporter-words.ts';

type FileKind = 'photo' | 'voice';

interface Loss {
  kind: FileKind;
  loss: MediaLoss;
}

/**
 * A file could not be fetched, or was not because of a limit. If it was added to a case by then, what we said about it was wrong: the
 * reporter is asked for it again, and the coordinators are told.
 */
export async function handleLostFile(
  trx: Transaction,
  settings: WatchSettings,
  { mediaId, kind, loss }: Loss & { mediaId: number },
): Promise<void> {
  const report = await findReportOfMedia(trx, mediaId);
  if (!report) return;
  const { caseNumber } = report;
  const isAsked = await askReporter(trx, settings, report, {
    messageType: 'answer',
    text: (texts) => texts.fileLost({ ...watchFactsOf(settings), caseNumber, kind, loss }),
    ...timesOf(settings, report, { kind, loss }),
  });
  await notifyOfLostFile(trx, settings, { report, kind, loss, isAsked });
}

/** Tells the coordinators who heard of the file. `isAsked`: the reporter is asked to send it again. */
export async function notifyOfLostFile(
  trx: Transaction,
  settings: WatchSettings,
  { report, kind, loss, isAsked }: Loss & { report: Report; isAsked: boolean },
): Promise<void> {
  // of less than an incident, the coordinators were not told at once
  if (report.severity < 2) return;
  const { caseNumber } = report;
  const who = await reporterWords(trx, settings, report);
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    about: report,
    text: (texts) => texts.addedFileLost({ caseNumber, who, what: texts.mediaNames()[kind], loss, isAsked }),
    ...timesOf(settings, report, { kind, loss }),
    except: [report.userId],
  });
}

/** At most one notice an hour for each case and kind of file. */
function timesOf({ clock }: WatchSettings, { reportId }: Report, { kind, loss }: Loss) {
  const now = clock.now();
  const hour = Math.floor(now.getTime() / HOUR);
  const why = loss === 'limit' ? 'over-limit' : 'lost-file';
  return { cause: `${why}:${reportId}:${kind}:${hour}`, expiresAt: after(now, DAY) };
}

async function askReporter(
  trx: Transaction,
  settings: WatchSettings,
  { userId, reporterIdentity }: Report,
  notice: Notice,
): Promise<boolean> {
  const reporter = userId === null ? await findUserByPhone(trx, reporterIdentity) : await findUser(trx, userId);
  return reporter ? notify(trx, settings, reporter, notice) : notifyStranger(trx, settings, reporterIdentity, notice);
}
