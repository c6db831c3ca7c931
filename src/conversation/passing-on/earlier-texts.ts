import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import type { Transaction } from '#src/db/connect.ts';
import { before, HOUR, MINUTE } from '#src/platform/duration.ts';
import type { ForwardReason } from '#src/texts/subjects/passing-on-texts.ts';
import { ALWAYS_ANEW, MOST_PASSED_ON, whysOf } from './forward-reasons.ts';

/** Within this time, the same words from the same phone are not forwarded again. */
const SAME_WORDS = HOUR;
/** The most earlier texts of a phone in which we look for the same words. */
const MOST_LOOKED_AT = 100;
const CAP_WINDOW = 10 * MINUTE;

export interface EarlierText {
  inboxId: number;
  receivedAt: Date;
  words: string;
  isSame: boolean;
  /** For these reasons it may have been forwarded. */
  whys: ForwardReason[];
}

interface Compared {
  inboxId: number;
  conversationId: number;
  receivedAt: Date;
  words: string;
}

/** The texts of this phone in the hour before, newest first. */
export async function listEarlierTexts(
  trx: Transaction,
  { inboxId, conversationId, receivedAt, words }: Compared,
): Promise<EarlierText[]> {
  const rows: { inboxId: number; body: string; receivedAt: Date | number; needsPersonReason: string | null }[] =
    await trx('inbox')
      .where({ conversationId })
      .where('receivedAt', '>', before(receivedAt, SAME_WORDS))
      .where('receivedAt', '<=', receivedAt)
      .where('inboxId', '<', inboxId)
      .orderBy([
        { column: 'receivedAt', order: 'desc' },
        { column: 'inboxId', order: 'desc' },
      ])
      .limit(MOST_LOOKED_AT)
      .select('inboxId', 'body', 'receivedAt', 'needsPersonReason');
  const compared = simplifyText(words);
  return rows.map(({ inboxId: id, body, receivedAt: at, needsPersonReason: reason }) => {
    const earlier = simplifyText(body);
    const isSame = earlier === compared;
    return { inboxId: id, receivedAt: new Date(at), words: earlier, isSame, whys: whysOf(reason) };
  });
}

/** Whether this phone had so much forwarded in ten minutes that more is only kept. */
export function isOverCap(
  earlier: readonly EarlierText[],
  { receivedAt, why }: { receivedAt: Date; why: ForwardReason },
): boolean {
  const from = before(receivedAt, CAP_WINDOW);
  const recent = earlier.filter((text) => text.whys.length > 0 && text.receivedAt > from);
  // reasons that are always forwarded again count each time
  if (ALWAYS_ANEW.has(why)) return recent.length >= MOST_PASSED_ON[why];
  return new Set(recent.filter(({ isSame }) => !isSame).map(({ words }) => words)).size >= MOST_PASSED_ON[why];
}
