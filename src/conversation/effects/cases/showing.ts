import { type EffectOf, eventAs, memberOf, reply, type Turn, timeIn } from '#src/conversation/turn.ts';
import type { Transaction } from '#src/db/connect.ts';
import { mediaNameOf } from '#src/messaging/media/file-kinds.ts';
import { listMedia, lossOf, type MediaLoss } from '#src/messaging/media/find-media.ts';
import { findReportByCase, listAdditions } from '#src/reports/find-report.ts';
import type { Report, ReportAddition } from '#src/reports/report.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { paginate } from './paginate.ts';

/** A whole case, page by page, for the coordinators and for its reporter. */
export const onShow: EffectOf<'onShow'> = async (turn, { event }) => {
  const { caseNumber, page = 1 } = eventAs(event, 'SHOW');
  const { trx, texts } = turn;
  if (caseNumber === undefined) return reply(turn, texts.askCaseNumber({ command: 'SHOW' }));
  const report = await findReportByCase(trx, caseNumber);
  const reader = memberOf(turn);
  if (!report || !(reader.isCoordinator || report.userId === reader.userId)) {
    return reply(turn, texts.noSuchCase({ caseNumber }));
  }
  const found = await findPage(turn, report, page);
  return reply(turn, 'text' in found ? found.text : texts.noMorePages({ caseNumber, pages: found.pages }));
};

async function findPage(turn: Turn, report: Report, wanted: number): Promise<ReturnType<typeof paginate>> {
  const { trx, settings, texts } = turn;
  const { caseNumber } = report;
  const additions = await listAdditions(trx, report.reportId);
  const reporter = report.userId === null ? undefined : await findUser(trx, report.userId);
  const who = reporter ? firstName(reporter.name) : formatPhone(report.reporterIdentity, settings.region);
  const filedAt = timeIn(turn, report.createdAt);
  const isSos = report.isSos && report.severity === 2;
  const severity = isSos ? texts.sosName() : texts.severityNames()[report.severity];
  const losses = await findLosses(trx, additions);
  const words = [report.message, ...additions.map((addition) => additionWords(turn, addition, losses))].filter(Boolean);
  const head = { caseNumber, severity, filedAt, who };
  return paginate(words.join(' / '), wanted, (cut, page, isLast) => {
    const next = isLast ? '' : texts.nextPage({ caseNumber, page: page + 1 });
    return page === 1
      ? texts.wholeCase({ ...head, words: cut, next })
      : texts.restOfCase({ caseNumber, words: cut, next });
  });
}

type Losses = ReadonlyMap<number | null, MediaLoss>;

/** Why nobody can open some of the files, by their ids. */
async function findLosses(trx: Transaction, additions: readonly ReportAddition[]): Promise<Losses> {
  const files = await listMedia(
    trx,
    additions.flatMap(({ mediaId }) => mediaId ?? []),
  );
  return new Map(
    files.flatMap((file) => {
      const loss = lossOf(file);
      return loss ? [[file.mediaId, loss] as const] : [];
    }),
  );
}

function additionWords({ texts }: Turn, addition: ReportAddition, losses: Losses): string {
  const { kind, body, mediaType, latitude, longitude } = addition;
  if (kind === 'words') return body ?? '';
  if (kind !== 'place' || latitude === null || longitude === null) {
    const what = texts.mediaNames()[mediaNameOf({ kind, contentType: mediaType ?? '' })];
    const loss = losses.get(addition.mediaId);
    return loss ? texts.lostFile({ what, loss }) : what;
  }
  return texts.coordinates({ latitude: latitude.toFixed(5), longitude: longitude.toFixed(5), words: body ?? '' });
}
