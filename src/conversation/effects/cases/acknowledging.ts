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
import { listReachableCoordinators, phoneOf } from '#src/notices/notify.ts';
import type { Report } from '#src/reports/report.ts';
import { isErasedIdentity } from '#src/volunteers/numbers/number-hash.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { formatPhone, parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { findUser, findUserByPhone } from '#src/volunteers/people/find-user.ts';

export const onAck: EffectOf<'onAck'> = async (turn, { event }) => {
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
      return passOnDanger(turn, words);
    case 'taken': {
      const reporter = await nameReporter(turn, taken.report);
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
      return passOnDanger(turn, words);
    }
  }
};

/** A note that belongs to no open case may be a call for help: the other coordinators get it. */
async function passOnDanger(turn: Turn, note: string): Promise<undefined> {
  const { text, texts, settings } = turn;
  if (readDanger(note, senderInDangerOf(turn))?.type !== 'SOS') return undefined;
  return reply(turn, helpReply(texts, settings, await forwardText(turn, text.body, 'help')));
}

/** Empty if it is the coordinator's own case, or if the person was erased. */
function reporterPhone({ settings, user }: Turn, report: Report): string {
  const { reporterIdentity: identity } = report;
  return report.userId === user?.userId || isErasedIdentity(identity) ? '' : formatPhone(identity, settings.region);
}

/** How we name the reporter whom we tell; empty if they get no texts from us. */
async function nameReporter({ trx, settings, texts, user }: Turn, report: Report): Promise<string> {
  const { reporterIdentity: identity, userId } = report;
  if (userId === user?.userId || isErasedIdentity(identity) || (await isOptedOut(trx, identity))) return '';
  const reporter = userId === null ? await findUserByPhone(trx, identity) : await findUser(trx, userId);
  if (reporter) return firstName(reporter.name);
  return parseMobile(identity, settings.region) === identity ? texts.thePersonWhoWrote() : '';
}
