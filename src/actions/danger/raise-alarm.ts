import { addToCase } from '#src/actions/cases/add-to-case.ts';
import { type FiledCase, fileCase } from '#src/actions/cases/file-case.ts';
import type { Ask } from '#src/asks/ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { placeWords } from '#src/messaging/inbox/place-words.ts';
import { withMediaIds } from '#src/messaging/media/find-media.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { dangerPayloadOf } from './danger-ask.ts';

export interface DangerAlarm {
  ask: Ask;
  at: Date;
  /** What the dialogue has kept for a report that was begun. */
  begun: { words: string; attachments: readonly Attachment[] };
  /** They may be hiding, so nobody should phone first. */
  mayHide?: boolean;
  /** The text that raises the alarm, if its words matter too. */
  words?: string;
}

/** Raises the alarm with everything that the person has written about the danger. */
export async function raiseDangerAlarm(
  trx: Transaction,
  settings: WatchSettings,
  { ask, at, begun, mayHide = false, words = '' }: DangerAlarm,
): Promise<FiledCase> {
  const { inboxIds, userId } = dangerPayloadOf(ask);
  const texts = await listTexts(trx, inboxIds);
  const suggested = texts.map(({ body }) => body).filter((body) => body && !begun.words.includes(body));
  const message = [begun.words, ...suggested, words].filter(Boolean).join('\n');
  const filed = await fileCase(trx, settings, {
    ...{ userId: userId ?? undefined, reporterIdentity: ask.identity, severity: 2, message, at, isSos: true, mayHide },
  });
  const attachments = [...begun.attachments, ...texts.flatMap((text) => text.attachments)];
  for (const [index, attachment] of withoutRepeats(attachments).entries()) {
    const { kind, url, contentType, mediaId, latitude, longitude } = attachment;
    await addToCase(trx, settings, {
      ...{ cause: `ask:${ask.askId}:${index}`, report: filed.report, kind, at, latitude, longitude },
      ...{ body: placeWords(attachment) || undefined, mediaUrl: url, mediaType: contentType, mediaId },
    });
  }
  return filed;
}

/** What the person has written about the danger. */
export async function wordsOfDanger(trx: Transaction, ask: Ask): Promise<string> {
  const texts = await listTexts(trx, dangerPayloadOf(ask).inboxIds);
  return texts.map(({ body }) => body).join('\n');
}

interface SuggestingText {
  body: string;
  attachments: Attachment[];
}

async function listTexts(trx: Transaction, inboxIds: readonly number[]): Promise<SuggestingText[]> {
  const rows: { inboxId: number; body: string; media: string }[] = await trx('inbox')
    .whereIn('inboxId', [...inboxIds])
    .orderBy('inboxId')
    .select('inboxId', 'body', 'media');
  const texts: SuggestingText[] = [];
  for (const { inboxId, body, media } of rows) {
    texts.push({ body: body.trim(), attachments: await withMediaIds(trx, inboxId, JSON.parse(media)) });
  }
  return texts;
}

/** What the dialogue has kept may have come with one of the texts. */
function withoutRepeats(attachments: readonly Attachment[]): Attachment[] {
  const seen = new Map(attachments.map((each) => [JSON.stringify([each.kind, each.mediaId, each.latitude]), each]));
  return [...seen.values()];
}
