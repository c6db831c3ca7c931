import { perform } from '#src/conversation/effects/effects.ts';
import { isFresh } from '#src/conversation/effects/shifts/listing.ts';
import { answerOptOut } from '#src/conversation/replies/answer-opt-out.ts';
import { pauseAnswers } from '#src/conversation/replies/pause-answers.ts';
import { queueReplies } from '#src/conversation/replies/queue-replies.ts';
import { readBareSeverity } from '#src/conversation/understanding/severity-words.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import type { Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { findRelayCoordinator, type Relay } from '#src/messaging/thread/relay.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import { watchAfter } from '#src/notices/say-when.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { HOUR, laterOf } from '#src/platform/duration.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { eraseEndedCodeIn } from '#src/volunteers/sign-in/prove-code.ts';
import { findSender } from './find-sender.ts';
import { metaOf, step } from './machine/step.ts';
import type { MachineEvent, SystemEvent } from './machine/vocabulary.ts';
import { restoreDialogue, type SavedDialogue, saveDialogue } from './saved-dialogue.ts';
import { type InboundText, reply, type Turn } from './turn.ts';

/** Outcomes in a row after which the machine and its effects must be chasing each other. */
const MOST_OUTCOMES = 10;
/** For so long a bare 2 means what was last asked, and no item of a list. */
const SEVERITY_LASTS = 12 * HOUR;

export interface Standing extends SavedDialogue, Relay {
  touchedAt: Date | null;
  answersPausedAt: Date | null;
}

/** What the log tells of a turn: no words, and nobody. */
export interface TurnTaken {
  /** `SHIFTS`, `STOP`, …; undefined if nobody looked. */
  understood: string | undefined;
  replies: number;
  needsPerson: boolean;
}

/** One text, from its words to its answers and the new dialogue, in the caller's transaction. */
export async function takeTurn(
  trx: Transaction,
  present: WatchSettings,
  { text, known, standing }: { text: InboundText; known: User | undefined; standing: Standing },
): Promise<TurnTaken> {
  const settings = watchAfter(present, text);
  const isMobile = parseMobile(text.identity, settings.region) === text.identity;
  const owner = isMobile ? known : undefined;
  const { user, unproved } = await findSender(trx, settings, { text, known: owner, touchedAt: standing.touchedAt });
  const { dialogue, lost } = restoreDialogue(standing);
  const texts = textsFor(user?.language);
  const relayCoordinator = await findRelayCoordinator(trx, standing, text.receivedAt);
  const turn: Turn = {
    ...{ trx, settings, text, user, unproved, relayCoordinator, texts, dialogue },
    replies: [],
    needsPerson: undefined,
    effects: [],
    lastTextAt: standing.touchedAt,
    pausedAt: standing.answersPausedAt,
  };
  if (lost) reply(turn, texts.changedMeanwhile({ question: lost }));
  await arrive(turn, standing.touchedAt);
  const understood = (await answerOptOut(turn)) ?? (await converse(turn, isMobile));
  // who is no mobile number is heard and never answered
  const isHeldBack = isMobile && (await pauseAnswers(turn, understood));
  const [replies] = await runConcurrently(
    isMobile ? queueReplies(turn, { isHeldBack }) : Promise.resolve(0),
    storeDialogue(turn),
    markHandled(turn),
  );
  await eraseEndedCodeIn(trx, settings.secret, {
    inboxId: text.inboxId,
    body: text.body,
    raw: text.raw,
    phone: text.identity,
  });
  return { understood, replies, needsPerson: turn.needsPerson !== undefined };
}

/** Whatever the text says: who they are by now, and what was left too long ago. */
async function arrive(turn: Turn, touchedAt: Date | null): Promise<void> {
  await meetAsNow(turn);
  const lapse = lapseOf(turn, touchedAt);
  if (lapse) await go(turn, lapse);
}

/** Returns what the text was taken for. */
async function converse(turn: Turn, isMobile: boolean): Promise<string | undefined> {
  const { text, settings, user } = turn;
  const words = { body: text.body, attachments: text.attachments };
  const isRelayed = turn.relayCoordinator !== undefined;
  const awaited = metaOf(turn.dialogue).expects;
  const expects = isRelayed && awaited === 'nothing' ? 'relay' : awaited;
  const circumstances = { now: text.receivedAt, zone: settings.zone, region: settings.region, expects };
  const event = understand(words, { ...circumstances, isCoordinator: user?.isCoordinator ?? false });
  const isIncident = event.type === 'REPORT' && event.severity === 2;
  const isCry = event.type === 'SOS' || isIncident || turn.dialogue.state.endsWith('.cried');
  if (!isMobile && !isCry) return undefined;
  const at = text.receivedAt.getTime();
  const isListFresh = isFresh(turn, turn.dialogue.context.list);
  const { body, attachments } = text;
  await go(turn, { ...event, at, body, attachments, isRelayed, isListFresh });
  return event.type;
}

/** Gives the event to the machine and each effect's outcome back to it, until it rests. */
async function go(turn: Turn, event: MachineEvent): Promise<void> {
  const events: MachineEvent[] = [event];
  for (let handled = 0; events.length > 0; handled += 1) {
    if (handled > MOST_OUTCOMES) throw new Error(`the conversation does not rest: ${events[0]?.type}`);
    const { dialogue, effects } = step(turn.dialogue, events.shift() as MachineEvent);
    turn.dialogue = dialogue;
    for (const effect of effects) {
      turn.effects.push(effect.name);
      const outcome = await perform(turn, effect);
      if (outcome) events.push(outcome);
    }
  }
}

const BECAME = {
  stranger: 'BECAME_UNKNOWN',
  pending: 'BECAME_PENDING',
  member: 'BECAME_ACTIVE',
  suspended: 'BECAME_SUSPENDED',
} as const;

/** Somebody may have been let in or taken off since they last texted. */
async function meetAsNow(turn: Turn): Promise<void> {
  const region = regionOf(turn.user);
  if (!turn.dialogue.state.startsWith(`${region}.`)) await go(turn, { type: BECAME[region] });
}

function regionOf(user: User | undefined): keyof typeof BECAME {
  if (!user || user.status === 'left' || user.status === 'unproved') return 'stranger';
  return user.status === 'active' ? 'member' : user.status;
}

/** No timer survives a restart: what was left too long ago ends when the next text comes. */
function lapseOf({ dialogue, settings, text }: Turn, touchedAt: Date | null): SystemEvent | undefined {
  const now = text.receivedAt;
  const idle = now.getTime() - (touchedAt ?? now).getTime();
  const { expects, lapses } = metaOf(dialogue);
  if (expects === 'severity' && idle < SEVERITY_LASTS && readBareSeverity(text.body) !== undefined) return undefined;
  if (lapses === 'dialogue' && idle >= settings.dialogueLifetime) return { type: 'TIMED_OUT' };
  if (lapses === 'case' && now.getTime() >= dialogue.context.caseOpenUntil) return { type: 'CASE_CLOSED' };
  return undefined;
}

function storeDialogue({ trx, settings, text, dialogue, pausedAt }: Turn): PromiseLike<unknown> {
  return trx('conversations')
    .where({ conversationId: text.conversationId })
    .update({
      ...saveDialogue(dialogue),
      touchedAt: laterOf(text.receivedAt, settings.clock.now()),
      answersPausedAt: pausedAt,
    });
}

function markHandled({ trx, settings, text, needsPerson }: Turn): PromiseLike<unknown> {
  if (needsPerson !== undefined) {
    const ids = { inbox_id: text.inboxId, conversation_id: text.conversationId };
    recordLiveEvent(trx, settings.clock, { type: 'needs_person', ...ids });
  }
  return trx('inbox')
    .where({ inboxId: text.inboxId })
    .update({
      handledAt: settings.clock.now(),
      needsPerson: needsPerson !== undefined,
      needsPersonReason: needsPerson ?? null,
    });
}
