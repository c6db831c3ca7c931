import { askAboutDanger } from '#src/actions/danger/ask-about-danger.ts';
import { findOpenDangerAsk } from '#src/actions/danger/danger-ask.ts';
import { raiseAlarmFromAsk } from '#src/conversation/effects/asks/danger.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { DialogueContext } from '#src/conversation/machine/vocabulary.ts';
import { helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import { type EffectOf, reply, replyWithAsk, type Turn, textEvent, turnCause } from '#src/conversation/turn.ts';
import { namesPlaceOrWeapon } from '#src/conversation/understanding/danger/place-or-weapon.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { getReport } from '#src/reports/find-report.ts';
import { isCheckedIn } from '#src/roster/attendance/is-checked-in.ts';
import { addToOpenCase, addWords, attach, caseStaysOpen } from './additions.ts';
import { begunIn } from './begun-report.ts';

/**
 * The words suggest danger. The coordinators get them at once, and the sender is asked. While an alarm of theirs is open, the
 * words belong to it; while we wait for an answer, more such words are the answer.
 */
export const onLikelyDanger: EffectOf<'onLikelyDanger'> = async (turn, effect) => {
  const { trx, settings, text, texts, isMobile } = turn;
  const { body, attachments } = textEvent(effect.event);
  const asked = await findOpenDangerAsk(trx, text.identity, settings.clock.now());
  if (asked) return raiseAlarmFromAsk(turn, asked, { begun: begunIn(turn, effect.context), words: body });
  const open = await findOpenCase(turn, effect.context);
  if (open?.severity === 2) return addToOpenCase(turn, { ...effect, name: 'onAddition' });
  if (open) {
    await addWords(turn, open, body);
    await attach(turn, open, attachments);
  }
  const { words } = begunIn(turn, effect.context);
  // from another address we hear only calls for help, so nobody could answer our question there
  const why = isMobile ? 'likely' : 'danger';
  const forwarded = await forwardText(turn, [words, body].filter(Boolean).join('\n'), why);
  if (!isMobile || (forwarded.told === 0 && !forwarded.isOnlyKept))
    return reply(turn, helpReply(texts, settings, forwarded));
  const ask = await askAboutDanger(trx, settings, {
    ...{ cause: turnCause(turn), identity: text.identity, userId: turn.user?.isActive ? turn.user.userId : undefined },
    payload: {
      ...{ conversationId: text.conversationId, userId: turn.user?.userId ?? null, inboxIds: [text.inboxId] },
      ...{ isUrgent: await isUrgent(turn), step: 'danger' },
    },
  });
  const facts = watchFactsOf(settings);
  // words that only wait are not said to have gone to anybody
  const question = forwarded.isOnlyKept
    ? texts.stillInDanger(facts)
    : texts.inDanger({ ...facts, isCut: forwarded.isCut });
  if (ask) replyWithAsk(turn, ask, question);
  return open && caseStaysOpen(turn, open.reportId);
};

async function findOpenCase({ trx, text }: Turn, { reportId, caseOpenUntil }: DialogueContext) {
  if (reportId === null || text.receivedAt.getTime() >= caseOpenUntil) return undefined;
  return getReport(trx, reportId);
}

/** Whether silence must raise the alarm soon: they are on patrol, unknown to us, or named a place or a weapon. */
async function isUrgent({ trx, text, user }: Turn): Promise<boolean> {
  if (!user?.isActive || namesPlaceOrWeapon(text.body)) return true;
  return isCheckedIn(trx, { userId: user.userId, at: text.receivedAt });
}
