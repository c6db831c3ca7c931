import { proofsPausedUntil } from '#src/conversation/machine/proof.ts';
import { type EffectOf, reply, type Turn, timeIn, turnCause } from '#src/conversation/turn.ts';
import { notifyOfWrongProofs } from '#src/notices/members/wrong-proof-notices.ts';

/** The yes that the question takes: `Y47`, or `Y` where the provider vouches for the sender. */
export function yesWord(proof: string | null | undefined): string {
  return `Y${proof ?? ''}`;
}

/**
 * Digits for a question about something that cannot be undone, or that takes rights away. Null by WhatsApp, where nobody can
 * pretend to be somebody else. `paused`: too many wrong digits came, and the reply says so.
 */
export function askForProof(turn: Turn): string | null | 'paused' {
  if (turn.text.channel === 'whatsapp') return null;
  const until = proofsPausedUntil(turn.dialogue.context, turn.text.receivedAt);
  if (!until) return turn.settings.ids.proofDigits();
  reply(turn, turn.texts.proofsPaused({ time: timeIn(turn, until) }));
  return 'paused';
}

/** A yes without the digits by SMS. The question may have been asked by WhatsApp, or by an earlier version. */
export const onProofMissing: EffectOf<'onProofMissing'> = async (turn, { context }) => {
  const proof = context.proof ?? askForProof(turn);
  if (proof === 'paused' || proof === null) return undefined;
  reply(turn, turn.texts.proofMissing({ yes: yesWord(proof) }));
  return context.proof === proof ? undefined : { type: 'PROOF_ASKED', proof };
};

export const onProofWrong: EffectOf<'onProofWrong'> = async (turn, { context }) =>
  reply(turn, turn.texts.proofWrong({ yes: yesWord(context.proof) }));

/** Somebody may be guessing, so the others learn of it. */
export const onProofsSpent: EffectOf<'onProofsSpent'> = async (turn, { params }) => {
  const { trx, settings, text, texts, user } = turn;
  const until = proofsPausedUntil(turn.dialogue.context, text.receivedAt) ?? text.receivedAt;
  reply(turn, texts.proofsSpent({ ...params, time: timeIn(turn, until) }));
  await notifyOfWrongProofs(trx, settings, { cause: turnCause(turn), identity: text.identity, user });
  return undefined;
};
