import { BackupError } from '#src/backup/file/backup-error.ts';
import type { Archive, ArchivedText } from '#src/messaging/archive.ts';
import type { Inbox } from '#src/messaging/inbox/inbox.ts';

export interface ReplayTools {
  archive: Archive;
  inbox: Inbox;
  /** Handles all that this person has texted and nobody has handled. */
  advance(conversationId: number): Promise<void>;
}

/**
 * Takes these texts in and handles them, one after the other as they were texted, so that who was first is first again.
 * What answers them is held. Repeating it is harmless: a text that is here already changes nothing.
 */
export async function replay(
  { archive, inbox, advance }: ReplayTools,
  texts: readonly ArchivedText[],
  onReplayed: (text: ArchivedText) => void = () => {},
): Promise<void> {
  for (const text of texts) {
    const fetched = await archive.fetch(text);
    if (fetched.outcome === 'unavailable') throw new BackupError(`The provider cannot be asked: ${fetched.reason}.`);
    const { conversationId } = await inbox.receive(fetched.inbound);
    await advance(conversationId);
    onReplayed(text);
  }
}
