import { acknowledgeCase } from '#src/actions/cases/acknowledge-case.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import { helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import {
  type EffectOf,
  eventAs,
  memberOf,
  reply,
  senderInDangerOf,
  type Turn,
  timeIn,
  turnCause,
} from '#src/conversation/turn.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { listReachableCoordinators, phoneOf } from '#src/notices/notify.ts';
import { findReportByCase, listAdditions } from '#src/reports/find-report.ts';
import type { Report, ReportAddition } from '#src/reports/report.ts';
import { isErasedIdentity } from '#src/volunteers/numbers/number-hash.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { formatPhone, parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { findUser, findUserByPhone } from '#src/volunteers/people/find-user.ts';

export const acknowledge: EffectOf<'acknowledge'> = async (turn, { event }) => {
  const { caseNumber, words } = eventAs(event, 'ACK');
  const { trx, settings, texts } = turn;
  const coordinator = memberOf(turn);
  if (!coordinator.isCoordinator) return reply(turn, texts.coordinatorsOnly({ command: 'ACK' }));
  if (caseNumber === undefined) return reply(turn, texts.askCaseNumber({ command: 'ACK' }));
  const answer = { caseNumber, coordinator, note: words, channel: 'text' as const };
  const taken = await acknowledgeCase(trx, settings, { cause: turnCause(turn), ...answer });
  switch (taken.outcome) {
    case 'noSuchCase':
      reply(turn, texts.noSuchCase({ caseNumber }));
      return passOnCry(turn, words);
    case 'taken': {
      const reporter = await tellableReporter(turn, taken.report);
      const others = await listReachableCoordinators(trx, [coordinator.userId, taken.report.userId]);
      const told = { reporter, areOthersTold: others.length > 0 };
      return reply(turn, texts.caseIsYours({ caseNumber, ...told, phone: reporterPhone(turn, taken.report) }));
    }
    case 'alreadyYours':
      return reply(turn, texts.caseIsYoursAlready({ caseNumber, phone: reporterPhone(turn, taken.report) }));
    case 'alreadyTaken': {
      const { acknowledgedAt } = taken.report;
      const time = acknowledgedAt ? timeIn(turn, acknowledgedAt) : undefined;
      const by = { coordinator: firstName(taken.by.name), phone: phoneOf(taken.by, settings.region) };
      reply(turn, texts.caseIsTaken({ ...by, caseNumber, time }));
      return passOnCry(turn, words);
    }
  }
};

/** A note that found no case may be a cry for help: then the other coordinators get it. */
async function passOnCry(turn: Turn, note: string): Promise<undefined> {
  const { text, texts, settings } = turn;
  if (readDanger(note, senderInDangerOf(turn))?.type !== 'SOS') return undefined;
  return reply(turn, helpReply(texts, settings, await forwardText(turn, text.body, 'help')));
}

/** Empty: it is their own case, or the person was forgotten. */
function reporterPhone({ settings, user }: Turn, report: Report): string {
  const { reporterIdentity: identity } = report;
  return report.userId === user?.userId || isErasedIdentity(identity) ? '' : formatPhone(identity, settings.region);
}

/** Whom we can say that we told; empty: they get no texts from us. */
async function tellableReporter({ trx, settings, texts, user }: Turn, report: Report): Promise<string> {
  const { reporterIdentity: identity, userId } = report;
  if (userId === user?.userId || isErasedIdentity(identity) || (await isOptedOut(trx, identity))) return '';
  const reporter = userId === null ? await findUserByPhone(trx, identity) : await findUser(trx, userId);
  if (reporter) return firstName(reporter.name);
  return parseMobile(identity, settings.region) === identity ? texts.thePersonWhoWrote() : '';
}

/** The whole of a case, page by page: for the coordinators and for whoever reported it. */
export const showCase: EffectOf<'showCase'> = async (turn, { event }) => {
  const { caseNumber, page = 1 } = eventAs(event, 'SHOW');
  const { trx, texts } = turn;
  if (caseNumber === undefined) return reply(turn, texts.askCaseNumber({ command: 'SHOW' }));
  const report = await findReportByCase(trx, caseNumber);
  const reader = memberOf(turn);
  if (!report || !(reader.isCoordinator || report.userId === reader.userId)) {
    return reply(turn, texts.noSuchCase({ caseNumber }));
  }
  const pages = await pagesOf(turn, report);
  const body = pages[page - 1];
  return reply(turn, body ?? texts.noMorePages({ caseNumber, pages: pages.length }));
};

async function pagesOf(turn: Turn, report: Report): Promise<string[]> {
  const { trx, settings, texts } = turn;
  const { caseNumber } = report;
  const additions = await listAdditions(trx, report.reportId);
  const reporter = report.userId === null ? undefined : await findUser(trx, report.userId);
  const who = reporter ? firstName(reporter.name) : formatPhone(report.reporterIdentity, settings.region);
  const filedAt = timeIn(turn, report.createdAt);
  const severity = texts.severityNames()[report.severity];
  const words = [report.message, ...additions.map((addition) => additionWords(turn, addition))].filter(Boolean);
  const head = { caseNumber, severity, filedAt, who };
  return paginate(words.join(' / '), (cut, page, isLast) => {
    const next = isLast ? '' : texts.nextPage({ caseNumber, page: page + 1 });
    return page === 1
      ? texts.wholeCase({ ...head, words: cut, next })
      : texts.restOfCase({ caseNumber, words: cut, next });
  });
}

function additionWords({ texts }: Turn, { kind, body, latitude, longitude }: ReportAddition): string {
  if (kind === 'words') return body ?? '';
  if (kind !== 'place' || latitude === null || longitude === null) return texts.mediaNames()[kind];
  return texts.coordinates({ latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) });
}

/** Cuts words into as many texts as they need, none longer than two segments, at spaces where there are some. */
function paginate(words: string, build: (cut: string, page: number, isLast: boolean) => string): string[] {
  const pages: string[] = [];
  let rest = words;
  while (!fits(build(rest, pages.length + 1, true))) {
    let length = longestFitting(rest.length, (count) => fits(build(rest.slice(0, count), pages.length + 1, false)));
    const space = rest.lastIndexOf(' ', length);
    if (space > length / 2) length = space;
    if (/[\ud800-\udbff]$/.test(rest.slice(0, length))) length -= 1;
    pages.push(build(rest.slice(0, length), pages.length + 1, false));
    rest = rest.slice(length).trimStart();
  }
  return [...pages, build(rest, pages.length + 1, true)];
}

function longestFitting(most: number, fits: (count: number) => boolean): number {
  let enough = 2;
  let tooMany = most + 1;
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(middle)) enough = middle;
    else tooMany = middle;
  }
  return enough;
}
