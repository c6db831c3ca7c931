import type { Transaction } from '#src/db/connect.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { TimeInZone } from '#src/texts/facts.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { Attachment } from './events.ts';
import type { Dialogue, Effect } from './machine/step.ts';
import type { EffectName, MachineEvent, OutcomeEvent, TextEvent } from './machine/vocabulary.ts';

/** One text as it lies in the inbox, with whom it came from. */
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
  /** It came by a restore, or was fetched from the provider's list: it may have been answered before. */
  isReplayed: boolean;
  attempts: number;
}

export interface Reply {
  messageType: MessageType;
  body: string;
  codeId?: number;
  /** To somebody who was just forgotten: erased once it has left. */
  isLastWord?: boolean;
}

/** What happens between a text and its answer, in one transaction. */
export interface Turn {
  trx: Transaction;
  settings: WatchSettings;
  text: InboundText;
  /** A sender that is not a mobile number is heard only when it calls for help, and gets no replies. */
  isMobile: boolean;
  /** Undefined until the number is proved. */
  user: User | undefined;
  /** Previous owner of a number that must be proved again. The sender may be someone else. */
  previousOwner: User | undefined;
  /** The coordinator who wrote to them not long ago. */
  relayCoordinator: User | undefined;
  texts: Texts;
  dialogue: Dialogue;
  /** In the order in which they are to be read. */
  replies: Reply[];
  /** Why a person must look at this text; undefined: nobody needs to. */
  needsPerson: string | undefined;
  /** `SHIFTS`, `STOP`, …; undefined until the text is read, and if it is not. */
  understood: string | undefined;
  /** The effects that the machine asked for, in this order. */
  effects: EffectName[];
  /** When the text before this one was handled; null: there was none. */
  lastTextAt: Date | null;
  /** Since when this number gets no answers because it texts too much; null: it gets them. */
  pausedAt: Date | null;
}

/** The effect of one name. Its outcome, if it has one, goes back to the machine. */
export type EffectOf<Name extends EffectName> = (
  turn: Turn,
  effect: Extract<Effect, { name: Name }>,
) => Promise<OutcomeEvent | undefined>;

export function reply(turn: Turn, body: string): undefined {
  turn.replies.push({ messageType: 'answer', body });
}

/** An instant as this watch's clocks show it. */
export function timeIn({ settings }: Turn, instant: Date): TimeInZone {
  return { instant, zone: settings.zone };
}

/** What a text causes is told once, however often the text is handled. */
export function turnCause(turn: Turn): string {
  return `inbox:${turn.text.inboxId}`;
}

/** What reading a cry for help needs to know of who texts, and when. */
export function senderInDangerOf({ text, settings, user }: Turn): { now: Date; zone: string; isCoordinator: boolean } {
  return { now: text.receivedAt, zone: settings.zone, isCoordinator: user?.isCoordinator ?? false };
}

/** The member whose turn it is. The machine lets nobody else get here. */
export function memberOf(turn: Turn): User {
  if (!turn.user) throw new Error('an effect for members ran for a stranger');
  return turn.user;
}

/** The event as one of the kinds that this effect is for. Anything else is a mistake in the machine. */
export function eventAs<Type extends MachineEvent['type']>(
  event: MachineEvent,
  ...types: Type[]
): Extract<MachineEvent, { type: Type }> {
  if (!(types as string[]).includes(event.type)) throw new Error(`an effect for ${types.join(', ')} got ${event.type}`);
  return event as Extract<MachineEvent, { type: Type }>;
}

export function textEvent(event: MachineEvent): TextEvent {
  if (!('at' in event)) throw new Error(`${event.type} is no text`);
  return event;
}
