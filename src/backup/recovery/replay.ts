import { BackupError } from '#src/backup/file/backup-error.ts';
import type { Archive, ArchivedText } from '#src/messaging/archive.ts';
import type { Inbox } from '#src/messaging/inbox/inbox.ts';

export interface ReplayTools {
  archive: Archive;
  inbox: Inbox;
  /** Handles the unhandled texts of a conversation. */
  advance(conversationId: number): Promise<void>;
}

/**
 * Receives and handles these texts one after the other, in the order in which they were sent. Whoever booked first gets the
 * slot again. The answers are held. Idempotent: a text that we have already changes nothing.
 */
export async function replay(
  { archive, inbox, advance }: ReplayTools,
  texts: readonly ArchivedText[],
  onReplayed: (text: ArchivedText) => void = () => {},
): Promise<void> {
  for (const text of texts) {
    const fetched = await archive.fetch(text);
    if (fetched.outcome === 'unavailable') throw new BackupError(`The provider did not answer: ${fetched.reason}.`);
    const { conversationId } = await inbox.receive(fetched.inbound);
    await advance(conversationId);
    onReplayed(text);
  }
}
