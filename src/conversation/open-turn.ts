import type { Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { findRelayCoordinator, relayBeganAt } from '#src/messaging/thread/relay.ts';
import { causedBy, originatorOf, unknownOriginator } from '#src/notices/limit/originator.ts';
import { settingsForText } from '#src/notices/mark-late.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { isOfPerson, recordLastInbound } from '#src/volunteers/numbers/address.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import type { WaitingText } from './find-oldest-text.ts';
import { findSender } from './find-sender.ts';
import { restoreDialogue } from './saved-dialogue.ts';
import { reply, type Turn } from './turn.ts';

/** Finds out who the sender is, and restores the dialogue in which they are. */
export async function openTurn(
  trx: Transaction,
  present: WatchSettings,
  { text, conversation, numberOwner, lastInboundAt }: WaitingText,
): Promise<Turn> {
  const settings = settingsFor(present, text);
  const { touchedAt, answersPausedAt } = conversation;
  const isMobile = parseMobile(text.identity, settings.region) === text.identity;
  const known = isMobile ? numberOwner : undefined;
  const [, { user, previousOwner }, relayCoordinator] = await runConcurrently(
    recordLastInbound(trx, { addressId: text.addressId, lastInboundAt }, text.receivedAt),
    findSender(trx, settings, { text, known, touchedAt }),
    findRelayCoordinator(trx, conversation, text.receivedAt),
  );
  const { dialogue, lost } = restoreDialogue(conversation);
  const texts = settings.textsFor(user?.language);
  const originator = user ? originatorOf(user) : unknownOriginator(text.identity);
  const turn: Turn = {
    isAnswered: isMobile || isOfPerson(text.address),
    ...{
      trx,
      settings: causedBy(settings, originator),
      text,
      isMobile,
      user,
      previousOwner,
      relayCoordinator,
      texts,
      dialogue,
    },
    replies: [],
    needsPerson: undefined,
    understood: undefined,
    effects: [],
    lastTextAt: touchedAt,
    pausedAt: answersPausedAt,
    relayedSince: relayCoordinator && relayBeganAt(conversation),
    questionInboxId: conversation.questionInboxId,
  };
  if (lost) reply(turn, texts.changedMeanwhile({ question: lost }));
  return turn;
}

/** What a replayed text causes is held until the operator resumes sending. */
function settingsFor(present: WatchSettings, text: WaitingText['text']): WatchSettings {
  return settingsForText(text.isReplayed ? { ...present, heldSince: text.receivedAt } : present, text);
}
