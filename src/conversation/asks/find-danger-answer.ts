import { findAskedDanger } from '#src/actions/danger/danger-ask.ts';
import type { VolunteerEvent } from '#src/conversation/events.ts';
import type { AskEvent } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';
import { readDangerAnswer } from '#src/conversation/understanding/words/read-danger-answer.ts';
import { isLateAnswer } from './is-late-danger-answer.ts';

/** They say more than yes or no. */
const NEVER_ANSWER: ReadonlySet<VolunteerEvent['type']> = new Set(['SOS', 'LIKELY_DANGER', 'REPORT', 'CODE_GIVEN']);

/**
 * The question "are you in danger?" that the text answers. It comes before every other question, and may be put to anybody, so
 * it is found without the rules of other asks.
 */
export async function findDangerAnswer(turn: Turn, read: VolunteerEvent): Promise<AskEvent | undefined> {
  const { trx, text, isMobile } = turn;
  if (!isMobile || text.attachments.length > 0 || NEVER_ANSWER.has(read.type)) return undefined;
  const answer = readDangerAnswer(text.body);
  if (!answer) return undefined;
  const asked = await findAskedDanger(trx, { identity: text.identity, at: text.receivedAt });
  if (!asked || (asked.isLate && !(await isLateAnswer(turn, asked, answer)))) return undefined;
  return { type: 'ANSWER', askId: asked.ask.askId, answer };
}
