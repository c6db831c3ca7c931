import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';

/** What people call a file. `text` is a part of a text that the network sent as a file, and `contact` a card of somebody. */
export type FileKind = 'photo' | 'video' | 'voice' | 'place' | 'text' | 'contact' | 'pdf' | 'file';

const CONTACT_TYPES: ReadonlySet<string> = new Set(['text/vcard', 'text/x-vcard', 'text/directory']);
/** A type that a provider did not recognise may still be a photo. */
const UNKNOWN_TYPES: ReadonlySet<string> = new Set(['', 'application/octet-stream', 'application/ogg']);

/** Known from the type that the provider declared. */
export function fileKindOf({ kind, contentType = '' }: Pick<Attachment, 'kind' | 'contentType'>): FileKind {
  if (kind !== 'photo') return kind;
  const [type = ''] = contentType.split(';');
  if (type.startsWith('video/')) return 'video';
  if (type.startsWith('image/') || UNKNOWN_TYPES.has(type)) return 'photo';
  if (CONTACT_TYPES.has(type)) return 'contact';
  if (type === 'text/plain') return 'text';
  return type === 'application/pdf' ? 'pdf' : 'file';
}

const KEPT: ReadonlySet<FileKind> = new Set<FileKind>(['photo', 'video', 'voice']);

/** Whether we fetch and keep the file. A place is kept with the text itself. */
export function isKeptFile(attachment: Attachment): boolean {
  return attachment.url !== undefined && KEPT.has(fileKindOf(attachment));
}

/** Which of the names for a kept file, or a place, people read. */
export function mediaNameOf(
  attachment: Pick<Attachment, 'kind' | 'contentType'> | undefined,
): 'photo' | 'video' | 'voice' | 'place' {
  if (!attachment) return 'photo';
  return fileKindOf(attachment) === 'video' ? 'video' : attachment.kind;
}
