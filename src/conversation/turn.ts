import type { Ask } from '#src/asks/ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { TimeInZone } from '#src/texts/facts.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { Attachment } from './events.ts';
import type { Dialogue, Effect } from './machine/step.ts';
import type { EffectName, MachineEvent, OutcomeEvent, TextEvent } from './machine/vocabulary.ts';

/** What a text was read as, in the log and in the inspector: the type of its event, an opt-out word, or the same text again. */
export type Understood = TextEvent['type'] | 'REPEATED' | 'STOP' | 'STOP?' | 'START';

/** A text of the inbox, with its address. */
export interface InboundText {
  inboxId: number;
  conversationId: number;
  addressId: number;
  address: string;
  channel: 'sms' | 'whatsapp';
  identity: string;
  body: string;
  raw: string;
  attachments: Attachment[];
  receivedAt: Date;
  /** It was fetched from the provider after a restore, and may have been answered before. */
  isReplayed: boolean;
  attempts: number;
}

export interface Reply {
  messageType: MessageType;
  body: string;
  codeId?: number;
  /** The last message to a person who was just erased. It is erased after it was sent. */
  isLastWord?: boolean;
  /** The ask whose question it asks. */
  askId?: number;
}

/** All that the handling of one text knows and collects, in one transaction. */
export interface Turn {
  trx: Transaction;
  settings: WatchSettings;
  text: InboundText;
  /** A sender that is not a mobile number is heard only when it calls for help, and gets no replies. */
  isMobile: boolean;
  /** It gets replies: a mobile number, or an address that only people text from. */
  isAnswered: boolean;
  /** Undefined until the number is proved. */
  user: User | undefined;
  /** Previous owner of a number that must be proved again. The sender may be someone else. */
  previousOwner: User | undefined;
  /** The coordinator who wrote to the sender recently. */
  relayCoordinator: User | undefined;
  texts: Texts;
  dialogue: Dialogue;
  /** In reading order. */
  replies: Reply[];
  /** Why a person must look at this text. Undefined if nobody needs to. */
  needsPerson: string | undefined;
  /** Undefined until the text is read, and if it is not. */
  understood: Understood | undefined;
  /** How sure the reading is, from 0 to 1. Undefined: it was read by rules. */
  confidence?: number | undefined;
  /** The effects that the machine asked for, in this order. */
  effects: EffectName[];
  /** When the text before this one was handled. Null if there was none. */
  lastTextAt: Date | null;
  /** Since when this number gets no answers, because it texts too much. Null if it gets them. */
  pausedAt: Date | null;
  /** When a coordinator last wrote to the sender, if `relayCoordinator` did. */
  relayedSince: Date | undefined;
  /** The text whose replies asked the question of the dialogue state. Null if none is known. */
  questionInboxId: number | null;
}

/** A function that performs the effect with this name. Its outcome, if it has one, goes back to the machine. */
export type EffectOf<Name extends EffectName> = (
  turn: Turn,
  effect: Extract<Effect, { name: Name }>,
) => Promise<OutcomeEvent | undefined>;

export function reply(turn: Turn, body: string): undefined {
  turn.replies.push({ messageType: 'answer', body });
}

/**
 * Asks the question of an ask. It is not sent if the ask ends before. A late answer may still count, so after the end the question
 * is a reply like any other.
 */
export function replyWithAsk(turn: Turn, ask: Ask, body: string): undefined {
  const isOpen = ask.isOpenAt(turn.settings.clock.now());
  turn.replies.push({ messageType: 'answer', body, ...(isOpen && { askId: ask.askId }) });
}

/** An instant in the time zone of the watch. */
export function timeIn({ settings }: Turn, instant: Date): TimeInZone {
  return { instant, zone: settings.zone };
}

/** The cause of everything that this turn does. Idempotency keys begin with it. */
export function turnCause(turn: Turn): string {
  return `inbox:${turn.text.inboxId}`;
}

/** What `readDanger` needs to know about the sender and the time. */
export function senderInDangerOf({ text, settings, user }: Turn): { now: Date; zone: string; isCoordinator: boolean } {
  return { now: text.receivedAt, zone: settings.zone, isCoordinator: user?.isCoordinator ?? false };
}

/** The member who sent the text. The machine asks for effects of members only in their states. */
export function memberOf(turn: Turn): User {
  if (!turn.user) throw new Error('an effect for members ran for a stranger');
  return turn.user;
}

/** The event as one of the types that this effect is for. Any other type is a bug in the machine. */
export function eventAs<Type extends MachineEvent['type']>(
  event: MachineEvent,
  ...types: Type[]
): Extract<MachineEvent, { type: Type }> {
  if (!(types as string[]).includes(event.type)) throw new Error(`an effect for ${types.join(', ')} got ${event.type}`);
  return event as Extract<MachineEvent, { type: Type }>;
}

export function textEvent(event: MachineEvent): TextEvent {
  if (!('at' in event)) throw new Error(`${event.type} is not a text event`);
  return event;
}
