import { askAboutDanger, endDangerTimers, withdrawDangerAsk } from '#src/actions/danger/ask-about-danger.ts';
import { dangerPayloadOf, findOpenDangerAsk } from '#src/actions/danger/danger-ask.ts';
import { type DangerAlarm, raiseDangerAlarm, wordsOfDanger } from '#src/actions/danger/raise-alarm.ts';
import type { Ask } from '#src/asks/ask.ts';
import { answerAsk } from '#src/asks/end-ask.ts';
import { addWords, caseStaysOpen, caseToAddTo, wordsAddedText } from '#src/conversation/effects/cases/additions.ts';
import { mayHide } from '#src/conversation/effects/cases/may-hide.ts';
import { sosReply } from '#src/conversation/effects/cases/sos-reply.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { AskReply, OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { reply, replyWithAsk, type Turn, turnCause } from '#src/conversation/turn.ts';
import { notifyOfDangerAnswer } from '#src/notices/cases/danger-notices.ts';
import type { Told } from '#src/notices/notify.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { findLatestIncident } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';

type Begun = DangerAlarm['begun'];

/** What somebody says who was asked whether they are in danger. Only an alarm has an outcome. */
export async function answerDanger(
  turn: Turn,
  ask: Ask,
  { answer, begun }: { answer: AskReply; begun: Begun },
): Promise<OutcomeEvent | undefined> {
  switch (answer) {
    case 'yes':
      if (isTakenBack(ask)) return noteYesAfterNo(turn, ask);
      return raiseAlarmFromAsk(turn, ask, { begun });
    case 'no':
    case 'safe': {
      const alarm = await findAlarmOf(turn, ask);
      return alarm ? addAnswer(turn, alarm) : noteAnswer(turn, ask, answer);
    }
    default:
      return askAgain(turn, ask);
  }
}

/** They are in danger. `words`: what they say now, if it says more than yes. */
export async function raiseAlarmFromAsk(
  turn: Turn,
  ask: Ask,
  { begun, words }: { begun: Begun; words?: string },
): Promise<OutcomeEvent> {
  const { trx, settings, text } = turn;
  await end(turn, ask, 'yes');
  const isHidden = await mayHide(turn, `${await wordsOfDanger(trx, ask)} ${text.body}`);
  const open = await findAlarmOf(turn, ask);
  const { report, told } = open
    ? await addToAlarm(turn, open)
    : await raiseDangerAlarm(trx, settings, {
        ...{ ask, at: text.receivedAt, begun, mayHide: isHidden },
        ...(words && { words }),
      });
  reply(turn, sosReply(turn, { told, caseNumber: report.caseNumber, isHidden, isMore: open !== undefined }));
  return caseStaysOpen(turn, report.reportId);
}

/** Their alarm from right before the question or later. */
function findAlarmOf({ trx, text }: Turn, ask: Ask): Promise<Report | undefined> {
  return findLatestIncident(trx, text.identity, before(ask.openedAt, MINUTE));
}

async function addToAlarm(turn: Turn, open: Report): Promise<{ report: Report; told: Told }> {
  const { report } = await caseToAddTo(turn, open);
  return { report, told: await addWords(turn, report, turn.text.body) };
}

/** The alarm went out before they answered. No answer closes a case or lowers it. */
async function addAnswer(turn: Turn, alarm: Report): Promise<OutcomeEvent> {
  const { report, told } = await addToAlarm(turn, alarm);
  const isHidden = told !== 0 && (await mayHide(turn, `${alarm.message} ${turn.text.body}`));
  reply(turn, isHidden ? turn.texts.gotMore() : wordsAddedText(turn, report, told));
  return caseStaysOpen(turn, report.reportId);
}

/** An alarm of theirs is open, so nobody has to ask them any more. */
export async function endDangerAskOf({ trx, settings, text }: Turn): Promise<void> {
  const ask = await findOpenDangerAsk(trx, text.identity, settings.clock.now());
  if (ask) await withdrawDangerAsk(trx, settings, ask);
}

/** A no may be typed by somebody else, so we ask once more. Neither a no nor SAFE closes or lowers anything. */
async function noteAnswer(turn: Turn, ask: Ask, answer: 'no' | 'safe'): Promise<undefined> {
  const { settings, texts } = turn;
  const isFirstNo = answer === 'no' && dangerPayloadOf(ask).step === 'danger';
  await end(turn, ask, answer);
  const told = await tell(turn, ask, { isSafe: !isFirstNo });
  if (!isFirstNo) return reply(turn, texts.notedSafe({ ...watchFactsOf(settings), told }));
  return askOnceMore(turn, ask, told);
}

/** Tells the coordinators what they answer. Returns how many get these words. */
async function tell(turn: Turn, ask: Ask, { isSafe }: { isSafe: boolean }): Promise<number> {
  const { trx, settings, text } = turn;
  const told = await notifyOfDangerAnswer(trx, settings, { ask, cause: turnCause(turn), words: text.body, isSafe });
  return told === 'counted' ? 0 : told;
}

async function askOnceMore(turn: Turn, ask: Ask, told: number): Promise<undefined> {
  const { trx, settings, text, texts, user } = turn;
  const again = await askAboutDanger(trx, settings, {
    ...{ cause: turnCause(turn), identity: text.identity, userId: user?.isActive ? user.userId : undefined },
    payload: { ...dangerPayloadOf(ask), step: 'safe' },
  });
  return again && replyWithAsk(turn, again, texts.notInDanger({ ...watchFactsOf(settings), told }));
}

function isTakenBack({ status, answer }: Ask): boolean {
  return status === 'answered' && (answer === 'no' || answer === 'safe');
}

/** Right after "no" or SAFE, a yes may mean either, so we ask again. Silence then means nothing. */
async function noteYesAfterNo(turn: Turn, ask: Ask): Promise<undefined> {
  return askOnceMore(turn, ask, await tell(turn, ask, { isSafe: false }));
}

/** "Yes but" and "not sure" are no answer. What we planned for silence stays. */
async function askAgain(turn: Turn, ask: Ask): Promise<undefined> {
  const { settings, texts, text } = turn;
  await forwardText(turn, text.body, 'likely');
  return replyWithAsk(turn, ask, texts.stillInDanger(watchFactsOf(settings)));
}

async function end({ trx, settings, text }: Turn, ask: Ask, answer: AskReply): Promise<void> {
  await answerAsk(trx, settings.clock, { askId: ask.askId, answer, inboxId: text.inboxId });
  await endDangerTimers(trx, settings, ask);
}
