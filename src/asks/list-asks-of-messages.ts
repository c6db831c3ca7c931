import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { Ask } from './ask.ts';

/** A page of messages in both directions. */
export interface MessagePage {
  sent: readonly { askId: number | null }[];
  received: readonly { inboxId: number }[];
}

export interface AsksOfMessages {
  /** The ask whose question this message asks. */
  askedBy(sent: { askId: number | null }): Ask | undefined;
  /** The ask that this text answered. */
  answeredBy(received: { inboxId: number }): Ask | undefined;
}

export async function listAsksOfMessages(trx: Transaction, { sent, received }: MessagePage): Promise<AsksOfMessages> {
  const askIds = new Set(sent.flatMap(({ askId }) => askId ?? []));
  const inboxIds = received.map(({ inboxId }) => inboxId);
  const asked = await inChunks(askIds, (chunk) => Ask.query(trx).findByIds(chunk));
  const answered = await inChunks(inboxIds, (chunk) => Ask.query(trx).whereIn('inboxId', chunk));
  const byId = new Map(asked.map((ask) => [ask.askId, ask]));
  const byText = new Map(answered.map((ask) => [ask.inboxId, ask]));
  return {
    askedBy: ({ askId }) => (askId === null ? undefined : byId.get(askId)),
    answeredBy: ({ inboxId }) => byText.get(inboxId),
  };
}
