import type { Circumstances, Expects, InboundWords, VolunteerEvent } from '#src/conversation/events.ts';
import { readDropAnswer } from '#src/conversation/understanding/answers/drop-answer.ts';
import { readInsteadOfBuddy } from '#src/conversation/understanding/answers/instead-of-buddy.ts';
import { ordinalOf } from '#src/conversation/understanding/answers/item-tokens.ts';
import {
  isPlainlyNobody,
  isSurelyNobody,
  readLearnedBuddy,
} from '#src/conversation/understanding/answers/learned-buddy.ts';
import {
  mayGiveUp,
  readLearnedDrop,
  readLearnedList,
  readLearnedSeverity,
  reviewDropAnswer,
  reviewSeverity,
} from '#src/conversation/understanding/answers/learned-events.ts';
import { readItemAnswer, readListAnswer } from '#src/conversation/understanding/answers/list-answer.ts';
import { readProofAnswer } from '#src/conversation/understanding/answers/proof-answer.ts';
import { readSeverityAnswer } from '#src/conversation/understanding/answers/severity-answer.ts';
import { isSighting } from '#src/conversation/understanding/answers/sighting-words.ts';
import { readBareChoice } from '#src/conversation/understanding/commands/book-words.ts';
import { readCoordinatorSentence } from '#src/conversation/understanding/commands/coordinator-sentences.ts';
import {
  readExactCommand,
  readLooseCommand,
  readReportFirst,
} from '#src/conversation/understanding/commands/read-command.ts';
import { readLearnedDanger } from '#src/conversation/understanding/danger/learned-danger.ts';
import { isCopyOfAlarm } from '#src/conversation/understanding/danger/quoted-words.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { isSurelyHarmless, temperDanger } from '#src/conversation/understanding/danger/temper-danger.ts';
import { askPerson } from '#src/conversation/understanding/intent/intent-events.ts';
import { mayBeDanger, soundsLikeDanger } from '#src/conversation/understanding/intent/may-be-danger.ts';
import { eventOfOutsider } from '#src/conversation/understanding/intent/outsider-event.ts';
import { readAside } from '#src/conversation/understanding/intent/read-aside.ts';
import { readBesideSeverity } from '#src/conversation/understanding/intent/read-beside-severity.ts';
import {
  isForCaseToo,
  readCommandAmongWords,
} from '#src/conversation/understanding/intent/read-command-among-words.ts';
import { readIntent } from '#src/conversation/understanding/intent/read-intent.ts';
import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { readName } from '#src/conversation/understanding/people/name-words.ts';
import { isWishInsteadOfName } from '#src/conversation/understanding/people/wish-instead-of-name.ts';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { asTyped, readTransport, type Transport } from '#src/conversation/understanding/transport/read-transport.ts';
import { wordSet } from '#src/conversation/understanding/word-set.ts';
import { isCode, readCodeDigits, readCodeWithin, readListNumber, readRef } from './refs-and-numbers.ts';
import { isOkForQuiet, readBareSeverity, readSeverity } from './severity-words.ts';
import { simplifyText, wordsOf } from './simplify-text.ts';
import { readAskAnswer } from './words/read-ask-answer.ts';
import { readYesNoThanks, readYesOrNo } from './yes-no-thanks.ts';

type Read = (text: string, circumstances: Circumstances) => VolunteerEvent | undefined;

/** Questions to which nearly any text is an answer. Only danger or an exact command is not. */
const FREE_ANSWERS: ReadonlySet<Expects> = new Set<Expects>(['name', 'buddy', 'severity', 'words']);

/** The readers, in order. The first one that can read the text decides. */
const READERS: Record<Expects, Read[]> = {
  nothing: [
    ...[readAnswer, readListAnswer, readItemAnswer, readChoiceInWords, readLooseCommand, readNightAlone, readSighting],
    readLearnedList,
  ],
  choice: [readAnswer, readChoiceInWords, readLooseCommand, readNightAlone, readSighting],
  relay: [readAnswer, readLooseCommand],
  yesNo: [readAnswer, readLooseCommand, readYesOrNoEvent, readSighting],
  proof: [readProof, readAnswer, readLooseCommand, readYesOrNoEvent, readSighting],
  drop: [
    readSighting,
    readFirstOrSecond,
    readDropByRules,
    readAnswer,
    readLooseCommand,
    readYesOrNoToDrop,
    readLearnedDrop,
  ],
  code: [readCode, readNewName, readAnswer, readLooseCommand, readSighting, readCry, readNameGiven],
  name: [readCodeAlone, readSighting, readCry, readNameGiven, readAnswer],
  buddy: [readNobodyForANumber, readAnswer, readSighting, readLearnedBuddy],
  severity: [readSeverityByRules, readAnswer, readLearnedSeverity, readLikelyDanger, readWords],
  words: [readCorrection, readShortAnswer, readCodeAlone, readAnotherReport, readWords],
  admission: [readOpenCommand, readShortAnswer, readSighting],
};

const LONGEST_NAME_IN_WORDS = 6;
const LONGEST_PLAIN_COMMAND = 3;
/** Words about a sighting often sound like danger. */
const DANGER_IN_WORDS = 0.7;

/** A person may type these, too: to a coordinator who wrote, or about an open case. */
const BUSY_IS_HEARD: ReadonlySet<Expects> = new Set<Expects>(['relay', 'words']);

/** What decided how a text was read. docs/develop/understanding.md explains the layers. */
type Layer = 'transport' | 'danger' | 'command' | 'question' | 'intent' | 'person';

export interface Reading {
  event: VolunteerEvent;
  layer: Layer;
  /** How sure the reading is, from 0 to 1. Only sentences have one: everything else is read by rules. */
  confidence?: number;
  /** A command whose words may be about the open case, too. */
  isForCase?: boolean;
}

/** Turns one text into an event for the machine. */
export function understand(words: InboundWords, circumstances: Circumstances): VolunteerEvent {
  return readInLayers(words, circumstances).event;
}

/**
 * Turns one text into an event for the machine. Pure, never throws, and always gives an event. Opt-out words are read
 * before.
 */
export function readInLayers(inbound: InboundWords, circumstances: Circumstances): Reading {
  const { body, attachments } = inbound;
  const transport = readTransport(body);
  const { words, automatic } = transport;
  const isHeard = automatic === 'busy' && BUSY_IS_HEARD.has(circumstances.expects);
  if (automatic && !isHeard && attachments.length === 0) return { event: { type: 'AUTOMATIC' }, layer: 'transport' };
  const reading = readTransported(inbound, transport, circumstances);
  const { event } = reading;
  return 'words' in event ? { ...reading, event: { ...event, words: asTyped(event.words, { words, body }) } } : reading;
}

function readTransported(inbound: InboundWords, { words, heard }: Transport, circumstances: Circumstances): Reading {
  const found = readDanger(heard, circumstances);
  // "report 0 all quiet, shots fired" is about what was seen, and the examples know no reports that begin like this
  const isReport = readReportFirst(words, circumstances) !== undefined;
  const danger = isReport
    ? found
    : found
      ? temperDanger(found, heard, circumstances.expects)
      : readLearnedDanger(words, circumstances);
  if (!danger) {
    const reading = readWithoutDanger(inbound, words, circumstances);
    // words of danger that mean nothing else are never answered with "we did not get that"
    const isDoubted = found && reading.layer === 'person' && !isSurelyHarmless(found, words);
    return isDoubted ? { event: { type: 'LIKELY_DANGER', words }, layer: 'danger' } : reading;
  }
  if (danger.type === 'SOS' && !mayMeanMore(words, circumstances)) return { event: danger, layer: 'danger' };
  const reading = readWithoutDanger(inbound, words, circumstances);
  const isAnswer =
    (!found && isPlain(reading, words)) ||
    isAtLeastAsUrgent(danger, reading.event, circumstances) ||
    // "partner gone" may be more
    (found?.type !== 'SOS' && isAlone(danger, reading.event, words));
  return isAnswer ? reading : { event: danger, layer: 'danger' };
}

/** "Code" is a word of many cries, and alone it is a command. A buddy with a number is one. No list has words of danger in it. */
function isPlain({ event, layer }: Reading, words: string): boolean {
  if (event.type === 'BUDDY_GIVEN') return event.buddy.kind === 'named' && event.buddy.phone !== undefined;
  return layer === 'command' && wordsOf(words).length <= LONGEST_PLAIN_COMMAND;
}

/** The examples see less danger in "I am alone" than this where it answers who comes along. */
const HARMLESS_ALONE = 0.8;

/** Nearly all texts with an SOS are nothing else, and need no second reading. */
function mayMeanMore(text: string, circumstances: Circumstances): boolean {
  const { expects, isCoordinator } = circumstances;
  return isCoordinator || expects === 'severity' || readReportFirst(text, circumstances) !== undefined;
}

/** What the text means apart from its danger words. */
function readWithoutDanger(words: InboundWords, text: string, circumstances: Circumstances): Reading {
  const { expects } = circumstances;
  const command =
    expects === 'admission'
      ? undefined
      : (readCoordinatorSentence(text, circumstances) ??
        readExactCommand(text, circumstances, FREE_ANSWERS.has(expects)));
  // while a case is open, "report to the police was made" belongs to it, so another reader decides
  const event = command ?? (expects === 'words' ? undefined : readReportFirst(text, circumstances));
  if (event) return { event, layer: 'command' };
  if (words.attachments.length > 0 && expects !== 'admission') {
    return { event: readCaption(words, text, circumstances), layer: 'question' };
  }
  if (text === '') return { event: { type: 'UNCLEAR', words: '' }, layer: 'person' };
  const answer = readQuestion(text, circumstances);
  // where nearly every text is kept, a sentence may still be a command
  const sentence = answer?.event.type === 'WORDS' ? readSentenceAmongWords(text, circumstances) : undefined;
  if (sentence) return { ...sentence, layer: 'intent', isForCase: isForCaseToo(sentence) };
  return answer ?? readSentence(text, circumstances);
}

function readSentenceAmongWords(text: string, circumstances: Circumstances) {
  if (circumstances.expects === 'words') return readCommandAmongWords(text, circumstances);
  return circumstances.isMember === false ? undefined : readBesideSeverity(text, circumstances);
}

function readQuestion(text: string, circumstances: Circumstances): Reading | undefined {
  for (const read of READERS[circumstances.expects]) {
    const event = read(text, circumstances);
    if (event) return { event, layer: read === readLooseCommand ? 'command' : 'question' };
  }
  return undefined;
}

/** At these questions, a sentence can do what a command does. Elsewhere, all but danger is left to the question. */
const SENTENCES_COUNT: ReadonlySet<Expects> = new Set<Expects>(['nothing', 'choice', 'drop', 'buddy']);

/** "What must I do?" is answered by asking the question again. */
const LEFT_TO_THE_QUESTION: ReadonlySet<VolunteerEvent['type']> = new Set<VolunteerEvent['type']>([
  ...(['MENU', 'THANKS', 'EXPLAIN', 'JOIN', 'WHO', 'DOUBTFUL'] as const),
]);

const WHAT_IF = /(?<!\p{L})(?:if|as ek|as mens|uma|ukuba|xa)(?!\p{L})/iu;

function readSentence(text: string, circumstances: Circumstances): Reading {
  const unclear: Reading = soundsLikeDanger(text)
    ? { event: { type: 'LIKELY_DANGER', words: text }, layer: 'intent' }
    : { event: { type: 'UNCLEAR', words: text }, layer: 'person' };
  const { expects, isCoordinator, isMember = true } = circumstances;
  // its words are in a case already
  if (isCoordinator && isCopyOfAlarm(text)) return { event: { type: 'UNCLEAR', words: text }, layer: 'person' };
  const aside = isMember && (expects === 'buddy' || expects === 'drop') ? readAside(text, circumstances) : undefined;
  if (aside) return { ...aside, layer: 'intent' };
  const instead = expects === 'buddy' && isMember ? readInsteadOfBuddy(text, circumstances) : undefined;
  if (instead) return { ...instead, layer: 'intent' };
  const reading = readIntent(text, circumstances);
  if (!reading) return unclear;
  const { type } = reading.event;
  // one word at a question of ours is a failed answer to it
  if (type === 'FOR_PERSON' && expects !== 'nothing' && !/\s/.test(text.trim())) return unclear;
  if (!isMember) {
    const event = eventOfOutsider(reading, text, expects);
    return event ? { ...reading, event, layer: 'intent' } : unclear;
  }
  // "what happens if I drop it so late?"
  if (type === 'MENU' && expects === 'drop' && WHAT_IF.test(text)) return { event: askPerson(text), layer: 'intent' };
  if (type === 'DROP' && expects === 'drop' && !reading.event.ref && !mayGiveUp(text)) return unclear;
  const isLeft = expects !== 'nothing' && expects !== 'choice' && LEFT_TO_THE_QUESTION.has(type);
  const counts = type === 'LIKELY_DANGER' || (SENTENCES_COUNT.has(expects) && !isLeft);
  return counts ? { ...reading, layer: 'intent' } : unclear;
}

/** "I am alone" answers our question for a buddy, and need not be a cry. */
function isAlone(danger: VolunteerEvent, event: VolunteerEvent, text: string): boolean {
  const isNobody = event.type === 'BUDDY_GIVEN' && event.buddy.kind === 'none';
  if (danger.type !== 'LIKELY_DANGER' || !isNobody) return false;
  return isPlainlyNobody(text) && classifyDanger(text).probability < HARMLESS_ALONE;
}

/** Whether the event does at least as much for a person in danger as an SOS would. */
function isAtLeastAsUrgent(
  danger: VolunteerEvent,
  event: VolunteerEvent,
  { expects, isCoordinator }: Circumstances,
): boolean {
  if (danger.type === 'LIKELY_DANGER' && isComplete(event)) return true;
  // an incident raises an alarm and carries the words; a lower severity does not make danger smaller
  if (event.type === 'REPORT') return event.severity === 2;
  // "emergency" answers "what is it?", and "they broke in and took the tv" raises the same alarm with its words
  if (event.type === 'SEVERITY')
    return expects === 'severity' && event.severity === 2 && (event.words === '' || !isSenderInDanger(event.words));
  // `ACK 142 shots fired, on my way` is a note on somebody else's case; no other command of coordinators takes a note
  return isCoordinator && event.type === 'ACK' && event.caseNumber !== undefined;
}

const SENDER_IN_DANGER = 0.9;

function isSenderInDanger(words: string): boolean {
  return classifyDanger(words).probability >= SENDER_IN_DANGER;
}

/** Nothing in the text is left over that could be about danger: `DROP K7 …` has a reason behind it, `2 …` is an alarm. */
function isComplete(event: VolunteerEvent): boolean {
  switch (event.type) {
    case 'DROP':
    case 'IN':
    case 'OUT':
    case 'BUDDY':
    case 'ADMIT':
    case 'REFUSE':
    case 'REMOVE':
      return event.ref !== undefined;
    case 'ACK':
    case 'SHOW':
      return event.caseNumber !== undefined;
    case 'BOOK':
      // "number 3 is on fire" is about no item
      return event.choice !== undefined && !('item' in event.choice);
    case 'SEVERITY':
      return event.severity === 2;
    // it begins a report, which passes such words on at once; "we're not ok" is none of a quiet night
    case 'REPORT':
      return event.severity !== 0;
    default:
      return false;
  }
}

/** Questions whose answer counts beside a picture, too. What counts as an answer is not about the picture. */
const ANSWERED_BESIDE_PICTURES: ReadonlySet<Expects> = new Set<Expects>([
  'name',
  'code',
  'buddy',
  'yesNo',
  'proof',
  'drop',
  'choice',
]);
const ANSWERS: ReadonlySet<VolunteerEvent['type']> = new Set<VolunteerEvent['type']>([
  ...(['NAME_GIVEN', 'NAME', 'CODE_GIVEN', 'BUDDY_GIVEN', 'YES', 'NO', 'PROOF', 'NUMBER', 'REF'] as const),
]);

/** "My wife" beside a picture is its caption. */
function isUnfinished(event: VolunteerEvent): boolean {
  return event.type === 'BUDDY_GIVEN' && (event.buddy.kind === 'relation' || event.buddy.kind === 'open');
}

/** Words beside a photo are its caption, unless they are a report or the severity that we asked for. */
function readCaption({ attachments }: InboundWords, text: string, circumstances: Circumstances): VolunteerEvent {
  const answer = ANSWERED_BESIDE_PICTURES.has(circumstances.expects)
    ? readQuestion(text, circumstances)?.event
    : undefined;
  if (answer && ANSWERS.has(answer.type) && !isUnfinished(answer)) return answer;
  const isAsked = circumstances.expects === 'severity';
  const event = isAsked ? readSeverityGiven(text) : looseReport(text, circumstances);
  return event ?? { type: 'MEDIA', attachments, words: text };
}

function looseReport(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const event = FREE_ANSWERS.has(circumstances.expects) ? undefined : readLooseCommand(text, circumstances);
  return event?.type === 'REPORT' ? event : undefined;
}

/** Yes, no, thanks, a number, a ref or a code as the whole text. */
function readAnswer(text: string): VolunteerEvent | undefined {
  const ref = readRef(text);
  if (ref) return { type: 'REF', ref };
  const number = readListNumber(text);
  if (number !== undefined) return { type: 'NUMBER', number };
  return readCodeAlone(text) ?? readShortAnswer(text);
}

function readShortAnswer(text: string): VolunteerEvent | undefined {
  const answer = readYesNoThanks(text);
  return answer && { type: answer };
}

function readProof(text: string): VolunteerEvent | undefined {
  const said = readProofAnswer(text);
  return said === 'no' ? { type: 'NO' } : said && { type: 'PROOF', digits: said.digits };
}

function readYesOrNoEvent(text: string): VolunteerEvent | undefined {
  // KEEP is one of the two words of the question whether to give up a shift
  if (/^keep(?: it| \p{L}\d{1,5})?$/u.test(simplifyText(text))) return { type: 'BACK' };
  const decision = readYesOrNo(text);
  if (decision === 'NO' && isTwofoldNo(text)) return { type: 'TWOFOLD_NO', words: text };
  return decision && { type: decision };
}

/** "No, I can't come" and "no problem" are no plain no to "give it up?" */
function isTwofoldNo(text: string): boolean {
  const reason = text.trim().replace(/^\p{L}+/u, '');
  if (/\b(?:problem|drop|cancel|give|skip)\b/i.test(reason)) return true;
  return readAskAnswer(text)?.answer === 'yes' || readAskAnswer(reason)?.answer === 'no';
}

const BESIDE_PLACE = wordSet('the die one 1 een');

/** "The second one": of "DROP K7 gives it up, KEEP K7 keeps it". */
function readFirstOrSecond(text: string): VolunteerEvent | undefined {
  const [place, ...others] = simplifyText(text)
    .split(' ')
    .filter((word) => !BESIDE_PLACE.has(word));
  if (place === undefined || others.length > 0) return undefined;
  const which = ordinalOf(place);
  if (which === 1) return { type: 'YES' };
  return which === 2 ? { type: 'BACK' } : undefined;
}

/** The rules, reviewed by the examples. */
function readDropByRules(text: string): VolunteerEvent | undefined {
  const event = readDropAnswerGiven(text);
  return event && reviewDropAnswer(event, text);
}

function readYesOrNoToDrop(text: string): VolunteerEvent | undefined {
  const event = readYesOrNoEvent(text);
  return event && reviewDropAnswer(event, text);
}

function readDropAnswerGiven(text: string): VolunteerEvent | undefined {
  const said = readDropAnswer(text);
  switch (said?.answer) {
    case 'drop':
      return { type: 'YES' };
    case 'keep':
      return { type: 'BACK' };
    case 'both':
      return { type: 'TWOFOLD_NO', words: text };
    case 'reason':
      return { type: 'REASON', words: text, ...(said.ref && { ref: said.ref }) };
    default:
      return undefined;
  }
}

function readCodeAlone(text: string): VolunteerEvent | undefined {
  const digits = readCodeDigits(text);
  return isCode(digits) ? { type: 'CODE_GIVEN', digits } : undefined;
}

/** Any number of digits: a wrong count is a wrong code. */
function readCode(text: string): VolunteerEvent | undefined {
  const digits = readCodeDigits(text) ?? readCodeWithin(text);
  return digits ? { type: 'CODE_GIVEN', digits } : undefined;
}

/** "My name is Thandi", because our text with the code greets another name. */
function readNewName(text: string): VolunteerEvent | undefined {
  const name = /\b(?:name|naam|igama)\b/.test(simplifyText(text)) ? readName(text) : undefined;
  return name ? { type: 'NAME', name } : undefined;
}

/** "My name is Thandi, they are holding my child" is no name. */
function readCry(text: string): VolunteerEvent | undefined {
  const isSentence = wordsOf(text).length > LONGEST_NAME_IN_WORDS;
  return isSentence && mayBeDanger(text) ? { type: 'LIKELY_DANGER', words: text } : undefined;
}

/** Words about what was seen are kept, but not while somebody may be in danger. */
function readLikelyDanger(text: string): VolunteerEvent | undefined {
  return mayBeDanger(text, DANGER_IN_WORDS) ? { type: 'LIKELY_DANGER', words: text } : undefined;
}

function readNameGiven(text: string): VolunteerEvent | undefined {
  if (isWishInsteadOfName(text)) return undefined;
  const name = readName(text);
  return name ? { type: 'NAME_GIVEN', name } : undefined;
}

/** "no1" is nobody, and not the first of the list. */
function readNobodyForANumber(text: string): VolunteerEvent | undefined {
  const isNobody = /\p{L}/u.test(text) && readListNumber(text) !== undefined && isSurelyNobody(text);
  return isNobody ? { type: 'BUDDY_GIVEN', buddy: { kind: 'none' } } : undefined;
}

function readSeverityGiven(text: string): VolunteerEvent | undefined {
  if (isOkForQuiet(text)) return { type: 'SEVERITY', severity: 0, words: '' };
  const said = readSeverityAnswer(text);
  if (said === 'leave') return { type: 'BACK' };
  const found = readSeverity(text) ?? said;
  return found && { type: 'SEVERITY', ...found };
}

function readSeverityByRules(text: string): VolunteerEvent | undefined {
  const event = readSeverityGiven(text);
  return event && reviewSeverity(event, text);
}

function readCorrection(text: string): VolunteerEvent | undefined {
  const severity = readBareSeverity(text);
  return severity === undefined ? undefined : { type: 'SEVERITY', severity, words: '' };
}

/**
 * "report a man in the garden" is another report, even while a case is open. "Report to the police was made" belongs to
 * the open case.
 */
function readAnotherReport(text: string): VolunteerEvent | undefined {
  const [, words] =
    /^\W*report[\s:;,.!-]+(?!(?:to|from|by|of|was|is|has|had|made|done|back)\b)(\S[\s\S]*)$/i.exec(text) ?? [];
  return words === undefined ? undefined : { type: 'REPORT', words };
}

/** "There is a man at the gate" is a report, whatever we asked. */
function readSighting(text: string): VolunteerEvent | undefined {
  return isSighting(text) ? { type: 'SIGHTING', words: text } : undefined;
}

function readWords(text: string): VolunteerEvent {
  return { type: 'WORDS', words: text };
}

function readChoiceInWords(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  return readBareChoice(text, circumstances);
}

/** "sat" or "tonight" alone. */
function readNightAlone(text: string, { now, zone }: Circumstances): VolunteerEvent | undefined {
  const reading = readTimeWords(text, now, zone);
  return reading && 'when' in reading ? { type: 'SHIFTS', when: reading.when } : undefined;
}

/** What a newcomer who waits can do. */
const OPEN_TO_ALL: ReadonlySet<VolunteerEvent['type']> = new Set<VolunteerEvent['type']>(['MENU', 'FORGET', 'NAME']);

function readOpenCommand(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const event = readExactCommand(text, circumstances, false) ?? readLooseCommand(text, circumstances);
  return event && OPEN_TO_ALL.has(event.type) ? event : undefined;
}
