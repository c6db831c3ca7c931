import type { Transaction } from '#src/db/connect.ts';
import { findRelayCoordinator, relayBeganAt } from '#src/messaging/thread/relay.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { asksSomething, type Dialogue, step } from './machine/step.ts';
import type { SystemEvent } from './machine/vocabulary.ts';
import { restoreDialogue } from './saved-dialogue.ts';
import { findStoredConversation, type StoredConversation } from './stored-conversation.ts';
import type { InboundText, Turn } from './turn.ts';
import { CHANGE_SOURCES, readText } from './turn-events.ts';

/** What a text that is only a yes would mean now. */
export type MeaningOfYes =
  | { of: 'ask'; askId: number }
  /** We would ask which of these is meant. */
  | { of: 'several'; askIds: number[] }
  | { of: 'dialogue' }
  /** It would go to the coordinator who wrote to this person. */
  | { of: 'relay' }
  /** It would end the person's opt-out. */
  | { of: 'start' }
  | { of: 'nothing' };

export interface Foreseen {
  /** Undefined: this number never texted. */
  conversation: StoredConversation | undefined;
  stored: Dialogue;
  /** What the next text finds has happened to the dialogue since the last one, and the dialogue after that. */
  changes: SystemEvent['type'][];
  dialogue: Dialogue;
  relayCoordinator: User | undefined;
  yes: MeaningOfYes;
}

/** Larger than every id of the inbox: the text would be the newest. */
const NEXT_ID = 2 ** 31 - 1;

/**
 * Foresees what the next text of a number finds, and what a bare yes would mean, with the code that reads real texts. It writes
 * nothing, so run it in a snapshot.
 */
export async function foreseeYes(
  trx: Transaction,
  settings: WatchSettings,
  { identity, word = 'yes' }: { identity: string; word?: 'yes' | 'Y' },
): Promise<Foreseen> {
  const turn = await openForeseenTurn(trx, settings, { identity, word });
  const { conversation, dialogue: stored } = turn;
  const changes: SystemEvent['type'][] = [];
  for (const findChange of CHANGE_SOURCES) {
    const event = findChange(turn);
    if (!event) continue;
    changes.push(event.type);
    turn.dialogue = step(turn.dialogue, event).dialogue;
  }
  const yes = await readYes(turn);
  return { conversation, stored, changes, dialogue: turn.dialogue, relayCoordinator: turn.relayCoordinator, yes };
}

async function readYes(turn: Turn): Promise<MeaningOfYes> {
  if (!turn.isMobile) return { of: 'nothing' };
  // reading it as a START would end the opt-out
  if (await isOptedOut(turn.trx, turn.text.identity)) return { of: 'start' };
  const event = await readText(turn);
  if (event?.type === 'ANSWER') return { of: 'ask', askId: event.askId };
  if (event?.type === 'WHICH_ASK') return { of: 'several', askIds: event.askIds };
  if (asksSomething(turn.dialogue)) return { of: 'dialogue' };
  return { of: turn.relayCoordinator ? 'relay' : 'nothing' };
}

async function openForeseenTurn(
  trx: Transaction,
  settings: WatchSettings,
  { identity, word }: { identity: string; word: string },
): Promise<Turn & { conversation: StoredConversation | undefined }> {
  const now = settings.clock.now();
  const conversation = await findStoredConversation(trx, identity);
  const isMobile = parseMobile(identity, settings.region) === identity;
  const owner = isMobile ? await findUserByPhone(trx, identity) : undefined;
  // a number that must be proved again has no owner until then
  const user = owner?.status === 'unproved' ? undefined : owner;
  const relayCoordinator = conversation && (await findRelayCoordinator(trx, conversation, now));
  return {
    ...{ trx, settings, conversation, isMobile, isAnswered: isMobile, user, relayCoordinator },
    previousOwner: owner === user ? undefined : owner,
    text: nextText({ identity, body: word, conversationId: conversation?.conversationId ?? 0, receivedAt: now }),
    texts: settings.textsFor(user?.language),
    dialogue: restoreDialogue(conversation ?? { version: null, place: null, context: null }).dialogue,
    replies: [],
    needsPerson: undefined,
    understood: undefined,
    effects: [],
    lastTextAt: conversation?.touchedAt ?? null,
    pausedAt: conversation?.answersPausedAt ?? null,
    relayedSince: relayCoordinator && conversation && relayBeganAt(conversation),
    questionInboxId: conversation?.questionInboxId ?? null,
  };
}

function nextText(text: Pick<InboundText, 'identity' | 'body' | 'conversationId' | 'receivedAt'>): InboundText {
  return {
    ...{ ...text, inboxId: NEXT_ID, addressId: 0, address: text.identity, channel: 'sms' },
    ...{ raw: '', attachments: [], isReplayed: false, attempts: 0 },
  };
}
