import type { Attachment, VolunteerEvent } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import { reply, type Turn } from '#src/conversation/turn.ts';
import type { Transaction } from '#src/db/connect.ts';
import { type FileKind, fileKindOf, mediaNameOf } from '#src/messaging/media/file-kinds.ts';
import { listMedia } from '#src/messaging/media/find-media.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';

type UnkeptKind = Extract<FileKind, 'text' | 'contact' | 'pdf' | 'file'>;

/** Answers and commands in words. A file beside them belongs to nothing that they do. */
const ANSWERED_IN_WORDS: ReadonlySet<VolunteerEvent['type']> = new Set<VolunteerEvent['type']>([
  ...(['NAME_GIVEN', 'NAME', 'CODE_GIVEN', 'BUDDY_GIVEN', 'BOOK', 'BUDDY', 'DROP', 'IN', 'OUT', 'YES', 'NO'] as const),
]);

/** The files of a text that we keep, and the kinds of the others. */
export function splitFiles(attachments: readonly Attachment[]): { kept: Attachment[]; unkept: UnkeptKind[] } {
  const kept: Attachment[] = [];
  const unkept: UnkeptKind[] = [];
  for (const attachment of attachments) {
    const kind = fileKindOf(attachment);
    if (kind === 'text' || kind === 'contact' || kind === 'pdf' || kind === 'file') unkept.push(kind);
    else kept.push(attachment);
  }
  return { kept, unkept };
}

/** The files that nobody may fetch, because their sender is not a member and has no open case. */
async function listUnopened(trx: Transaction, kept: readonly Attachment[]): Promise<Attachment[]> {
  const ids = kept.flatMap(({ mediaId }) => mediaId ?? []);
  const unopened = (await listMedia(trx, ids)).filter(({ status }) => status === 'unfetched');
  return kept.filter((each) => unopened.some(({ mediaId }) => mediaId === each.mediaId));
}

/** Says at once what we did not keep or open, and that a picture beside an answer was kept. */
export async function noteFiles(turn: Turn): Promise<undefined> {
  const { text, texts, settings, isMobile, understood } = turn;
  if (text.attachments.length === 0 || !isMobile) return undefined;
  const { kept, unkept } = splitFiles(text.attachments);
  // before a question that is asked again, because it is the reason
  const notes = [...new Set(unkept)].map((kind) => texts.fileNotKept({ ...watchFactsOf(settings), kind }));
  turn.replies.unshift(...notes.map((body) => ({ messageType: 'answer' as const, body })));
  // it may have been a call for help
  if (unkept.includes('text')) await forwardText(turn, text.body, 'unread');
  const [unopened] = await listUnopened(turn.trx, kept);
  if (unopened) {
    const what = texts.mediaNames()[mediaNameOf(unopened)];
    turn.replies.unshift({ messageType: 'answer', body: texts.fileNotOpened({ ...watchFactsOf(settings), what }) });
    return undefined;
  }
  const [first] = kept;
  if (!first || !ANSWERED_IN_WORDS.has(understood as VolunteerEvent['type'])) return undefined;
  const kind = fileKindOf(first);
  if (kind === 'photo' || kind === 'video' || kind === 'voice')
    reply(turn, texts.fileKept({ what: texts.mediaNames()[kind] }));
  return undefined;
}
