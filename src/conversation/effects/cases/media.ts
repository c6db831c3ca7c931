import { type EffectOf, reply, textEvent } from '#src/conversation/turn.ts';
import { mediaNameOf } from '#src/messaging/media/file-kinds.ts';
import { HOUR } from '#src/platform/duration.ts';
import { findLatestReport } from '#src/reports/find-report.ts';

/** If the sender's last case is not older than this, we ask whether a photo alone belongs to it. */
const RECENT = 12 * HOUR;

/** A photo or location without an open case. We keep it and ask what it is about. */
export const onMedia: EffectOf<'onMedia'> = async (turn, { event }) => {
  const { attachments, body } = textEvent(event);
  const { trx, texts, text } = turn;
  const what = texts.mediaNames()[mediaNameOf(attachments[0])];
  const recent = await findLatestReport(trx, text.identity, { at: text.receivedAt, within: RECENT });
  reply(turn, recent ? texts.askCase({ what, caseNumber: recent.caseNumber }) : texts.askWhat({ what }));
  return { type: 'ASKED_CASE', reportId: recent?.reportId ?? null, words: body, attachments };
};
