import { type EffectOf, reply, textEvent } from '#src/conversation/turn.ts';
import { HOUR } from '#src/platform/duration.ts';
import { findLatestReport } from '#src/reports/find-report.ts';

/** A picture alone is asked about by the last case of this time. */
const RECENT = 12 * HOUR;

/** A picture or place that belongs to no open case: kept, and asked about. */
export const onMedia: EffectOf<'onMedia'> = async (turn, { event }) => {
  const { attachments, body } = textEvent(event);
  const { trx, texts, text } = turn;
  const what = texts.mediaNames()[attachments[0]?.kind ?? 'photo'];
  const recent = await findLatestReport(trx, text.identity, { at: text.receivedAt, within: RECENT });
  reply(turn, recent ? texts.askCase({ what, caseNumber: recent.caseNumber }) : texts.askWhat({ what }));
  return { type: 'ASKED_CASE', reportId: recent?.reportId ?? null, words: body, attachments };
};
