import { joinWatch } from '#src/actions/members/join-watch.ts';
import { askAgain } from '#src/conversation/effects/asking-again.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import {
  type EffectOf,
  eventAs,
  memberOf,
  reply,
  type Turn,
  textEvent,
  timeIn,
  turnCause,
} from '#src/conversation/turn.ts';
import { isCorrectionOf } from '#src/conversation/understanding/people/is-correction-of.ts';
import { renameMember } from '#src/membership/rename-member.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { issueCode } from '#src/volunteers/sign-in/issue-code.ts';
import { hasOpenCode, proveCode, writeNameOnCode } from '#src/volunteers/sign-in/prove-code.ts';
import { nameSoFar } from './name-so-far.ts';

export const onCodeAsked: EffectOf<'onCodeAsked'> = async (turn, { event }) => {
  const { trx, settings, text, texts } = turn;
  const asked = eventAs(event, 'NAME_GIVEN', 'NAME', 'CODE');
  const name = 'name' in asked ? { name: asked.name } : {};
  const owner = { phone: text.identity, purpose: 'text' } as const;
  const issued = await issueCode(trx, settings, { ...owner, ...name });
  if (issued.outcome === 'tooManySends') {
    const isLastOpen = await hasOpenCode(trx, settings.clock, owner);
    const isNamed = 'name' in asked && (await writeNameOnCode(trx, settings.clock, { ...owner, name: asked.name }));
    const time = timeIn(turn, nextMinute(issued.againAt));
    reply(turn, isNamed ? texts.nameOnCode({ name: asked.name }) : texts.tooManyCodes({ time, isLastOpen }));
    return { type: 'CODE_SENT' };
  }
  const { code, codeId } = issued;
  const first = firstName(await nameSoFar(turn));
  const minutes = Math.round(settings.codeLifetime / MINUTE);
  turn.replies.push({
    messageType: 'otp',
    codeId,
    body: texts.code({ ...watchFactsOf(settings), code, first, minutes }),
  });
  return { type: 'CODE_SENT' };
};

/** If the code is too old for the new name, we send a new code with it. */
export const onNewName: EffectOf<'onNewName'> = async (turn, effect) => {
  const { name } = eventAs(effect.event, 'NAME');
  const isSet = await writeNameOnCode(turn.trx, turn.settings.clock, {
    phone: turn.text.identity,
    purpose: 'text',
    name,
  });
  return isSet ? reply(turn, turn.texts.nameOnCode({ name })) : onCodeAsked(turn, { ...effect, name: 'onCodeAsked' });
};

/** After "Zola" comes "Zola Dube": the code stays, with the new name. Another text with the shape of a name was not understood. */
export const onNameCompleted: EffectOf<'onNameCompleted'> = async (turn, effect) => {
  const { name } = eventAs(effect.event, 'NAME_GIVEN');
  if (isCorrectionOf(await nameSoFar(turn), { name, typed: turn.text.body })) {
    return onNewName(turn, { ...effect, name: 'onNewName', event: { ...textEvent(effect.event), type: 'NAME', name } });
  }
  const event = { ...textEvent(effect.event), type: 'UNCLEAR', words: turn.text.body } as const;
  return askAgain(turn, { ...effect, name: 'askAgain', params: { question: 'code' }, event });
};

export const onCodeGiven: EffectOf<'onCodeGiven'> = async (turn, { event }) => {
  const { digits } = eventAs(event, 'CODE_GIVEN');
  const { trx, settings, text, texts } = turn;
  const claim = { phone: text.identity, purpose: 'text', code: digits, typedAt: text.receivedAt } as const;
  const proof = await proveCode(trx, settings, claim);
  switch (proof.outcome) {
    case 'proved':
      return welcomeMember(turn, proof.name ?? text.identity);
    case 'wrong':
      return reply(turn, texts.wrongCode(proof));
    case 'spent':
      return reply(turn, texts.codeBlocked());
    case 'expired':
      return reply(turn, texts.codeExpired());
    case 'noCode':
      return reply(turn, texts.noCode());
  }
};

async function welcomeMember(turn: Turn, name: string) {
  const { trx, settings, text, texts } = turn;
  const newcomer = { phone: text.identity, name, channel: 'text' } as const;
  const joined = await joinWatch(trx, settings, { cause: turnCause(turn), ...newcomer });
  turn.user = joined.user;
  const words = { ...watchFactsOf(settings), first: firstName(joined.user.name) };
  const mustWait = joined.user.status === 'pending';
  reply(turn, mustWait ? texts.awaitsAdmission(words) : texts.joined(words));
  return { type: mustWait ? 'MUST_WAIT' : 'JOINED' } as const;
}

export const onRename: EffectOf<'onRename'> = async (turn, { event }) => {
  const { name } = eventAs(event, 'NAME');
  const user = memberOf(turn);
  await renameMember(turn.trx, turn.settings.clock, { userId: user.userId, name, channel: 'text' });
  // they decide about somebody whom they know by another name
  if (!user.isActive) await forwardText(turn, turn.text.body, 'name');
  return reply(turn, turn.texts.renamed({ name }));
};

/** Rounded up, so that a person who waits until the time in our text is not refused again. */
function nextMinute(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / MINUTE) * MINUTE);
}
