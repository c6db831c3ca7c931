import { isFresh } from '#src/conversation/effects/shifts/listing.ts';
import type { VolunteerEvent } from '#src/conversation/events.ts';
import { answerOptOut } from '#src/conversation/replies/answer-opt-out.ts';
import { answerWithoutNumber } from '#src/conversation/replies/answer-without-number.ts';
import { findRepeatedReplies } from '#src/conversation/replies/find-repeated-replies.ts';
import { noteFiles, splitFiles } from '#src/conversation/replies/note-files.ts';
import { readBareSeverity } from '#src/conversation/understanding/severity-words.ts';
import { readTransport } from '#src/conversation/understanding/transport/read-transport.ts';
import { readInLayers } from '#src/conversation/understanding/understand.ts';
import { HOUR } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { findAnswer } from './asks/find-answer.ts';
import { findNameGivenTwice } from './find-name-given-twice.ts';
import { asksSomething, metaOf } from './machine/step.ts';
import type { MachineEvent, SystemEvent, TextEvent } from './machine/vocabulary.ts';
import type { Turn } from './turn.ts';

/** Until then, a bare 2 answers the question for a severity, and is not an item of a list. */
const SEVERITY_QUESTION_LASTS = 12 * HOUR;

const BECAME = {
  stranger: 'BECAME_UNKNOWN',
  pending: 'BECAME_PENDING',
  member: 'BECAME_ACTIVE',
  suspended: 'BECAME_SUSPENDED',
} as const;

/** What has happened to a dialogue since its last text: a change of the membership, then the end of a time limit. */
export const CHANGE_SOURCES: readonly ((turn: Turn) => SystemEvent | undefined)[] = [findMembershipChange, findTimeOut];

/** In this order, each after the effects of the one before: the changes since the last text, then the text. */
export const EVENT_SOURCES: readonly ((turn: Turn) => MachineEvent | undefined | Promise<MachineEvent | undefined>)[] =
  [...CHANGE_SOURCES, readText, noteFiles];

/** The sender may have been admitted or removed since their last text. */
function findMembershipChange({ user, dialogue }: Turn): SystemEvent | undefined {
  const region = regionOf(user);
  return dialogue.state.startsWith(`${region}.`) ? undefined : { type: BECAME[region] };
}

function regionOf(user: User | undefined): keyof typeof BECAME {
  if (!user || user.status === 'left' || user.status === 'unproved') return 'stranger';
  return user.status === 'active' ? 'member' : user.status;
}

/** Dialogues have no timers. A dialogue that has waited for too long ends when the next text comes. */
function findTimeOut({ dialogue, settings, text, lastTextAt }: Turn): SystemEvent | undefined {
  const { words, automatic } = readTransport(text.body);
  // nobody wrote, so there is nobody to tell
  if (automatic) return undefined;
  const now = text.receivedAt;
  const idle = now.getTime() - (lastTextAt ?? now).getTime();
  const { expects, lapses } = metaOf(dialogue);
  if (expects === 'severity' && idle < SEVERITY_QUESTION_LASTS && readBareSeverity(words) !== undefined)
    return undefined;
  if (lapses === 'dialogue' && idle >= settings.dialogueLifetime) return { type: 'TIMED_OUT' };
  if (lapses === 'case' && now.getTime() >= dialogue.context.caseOpenUntil) return { type: 'CASE_CLOSED' };
  return undefined;
}

/** Opt-out words are answered without the machine. */
export async function readText(turn: Turn): Promise<TextEvent | undefined> {
  turn.understood = await answerOptOut(turn);
  if (turn.understood) return undefined;
  const { text, settings, user, dialogue, isMobile } = turn;
  const { body, receivedAt } = text;
  const { kept: attachments, unkept } = splitFiles(text.attachments);
  // an answer about the file alone is enough, unless a question is open
  const isOnlyFile = unkept.length > 0 && attachments.length === 0 && body.trim() === '';
  const awaitsAnswer = asksSomething(dialogue) && metaOf(dialogue).expects !== 'words';
  if (isOnlyFile && !awaitsAnswer) return undefined;
  const isRelayed = turn.relayCoordinator !== undefined;
  const awaited = metaOf(dialogue).expects;
  const expects = isRelayed && awaited === 'nothing' ? 'relay' : awaited;
  const circumstances = { now: receivedAt, zone: settings.zone, region: settings.region, expects };
  const isCoordinator = user?.isCoordinator ?? false;
  const isMember = user?.isActive ?? false;
  const isListFresh = isFresh(turn, dialogue.context.list);
  const {
    event: read,
    confidence,
    layer,
    isForCase = false,
  } = readInLayers({ body, attachments }, { ...circumstances, isCoordinator, isMember, isListFresh });
  turn.confidence = confidence;
  const nameGivenTwice = expects === 'name' ? await findNameGivenTwice(turn, read) : undefined;
  const event = nameGivenTwice ?? read;
  // a phone or a program wrote it, and would answer our answer
  if (event.type === 'AUTOMATIC') {
    turn.understood = event.type;
    return undefined;
  }
  const isIncident = event.type === 'REPORT' && event.severity === 2;
  const isDanger =
    event.type === 'SOS' || event.type === 'LIKELY_DANGER' || isIncident || dialogue.state.endsWith('.cried');
  // a sender that is not a mobile number is heard only when it calls for help
  if (!isMobile && !isDanger) {
    await answerWithoutNumber(turn, event);
    return undefined;
  }
  // an answer to an ask comes before what a sentence may mean otherwise
  const asAnswer: VolunteerEvent = layer === 'intent' ? { type: 'UNCLEAR', words: body } : event;
  const answer = await findAnswer(turn, asAnswer);
  const repeated = answer || nameGivenTwice ? undefined : await findRepeatedReplies(turn, event);
  if (repeated) {
    turn.understood = 'REPEATED';
    turn.replies.push(...repeated);
    return undefined;
  }
  const meant = answer ?? event;
  turn.understood = meant.type;
  const isAuthentic = text.channel === 'whatsapp';
  const circumstancesOfText = { isRelayed, isListFresh, isForCase, isAuthentic };
  return { ...meant, at: receivedAt.getTime(), body, attachments, ...circumstancesOfText };
}
