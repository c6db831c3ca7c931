import type { Circumstances, Expects, InboundWords, VolunteerEvent } from '#src/conversation/events.ts';
import { readBareChoice } from '#src/conversation/understanding/commands/book-words.ts';
import {
  readExactCommand,
  readLooseCommand,
  readReportFirst,
} from '#src/conversation/understanding/commands/read-command.ts';
import { isReaction } from '#src/conversation/understanding/danger/quoted-words.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { readName } from '#src/conversation/understanding/people/name-words.ts';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { isCode, readCodeDigits, readCodeWithin, readListNumber, readRef } from './refs-and-numbers.ts';
import { readBareSeverity, readSeverity } from './severity-words.ts';
import { simplifyText } from './simplify-text.ts';
import { readYesNoThanks, readYesOrNo } from './yes-no-thanks.ts';

type Read = (text: string, circumstances: Circumstances) => VolunteerEvent | undefined;

/** Places in which nearly everything is an answer; there only a cry or a command in its exact shape is none. */
const FREE_ANSWERS: ReadonlySet<Expects> = new Set<Expects>(['name', 'buddy', 'severity', 'words']);

/** In this order; the first that reads the text decides. */
const READERS: Record<Expects, Read[]> = {
  nothing: [readAnswer, readChoiceInWords, readLooseCommand, readNightAlone],
  choice: [readAnswer, readChoiceInWords, readLooseCommand, readNightAlone],
  relay: [readAnswer, readLooseCommand],
  yesNo: [readAnswer, readLooseCommand, readYesOrNoEvent],
  code: [readCode, readNewName, readAnswer, readLooseCommand],
  name: [readCodeAlone, readNameGiven, readAnswer],
  buddy: [readAnswer, readBuddyGiven],
  severity: [readSeverityGiven, readAnswer, readWords],
  words: [readCorrection, readShortAnswer, readCodeAlone, readAnotherReport, readWords],
  admission: [readMenuOrForget, readShortAnswer],
};

/** One text as an event for the machine; pure. Opt-out words have been read before. Never throws, never silent. */
export function understand(words: InboundWords, circumstances: Circumstances): VolunteerEvent {
  const text = words.body.trim();
  const cry = readDanger(text, circumstances);
  if (!cry) return readWithoutDanger(words, text, circumstances);
  if (cry.type === 'SOS' && !mayMeanMore(text, circumstances)) return cry;
  const event = readWithoutDanger(words, text, circumstances);
  return isAtLeastAsUrgent(cry, event, circumstances) ? event : cry;
}

/** Nearly every cry is nothing else: it is not read twice. */
function mayMeanMore(text: string, circumstances: Circumstances): boolean {
  const { expects, isCoordinator } = circumstances;
  return isCoordinator || expects === 'severity' || readReportFirst(text, circumstances) !== undefined;
}

/** What the text would mean if no word of it called for help. */
function readWithoutDanger(words: InboundWords, text: string, circumstances: Circumstances): VolunteerEvent {
  const { expects } = circumstances;
  // it tells nothing more to a case that is open
  if (expects === 'words' && isReaction(text)) return { type: 'THANKS' };
  const command =
    expects === 'admission' ? undefined : readExactCommand(text, circumstances, FREE_ANSWERS.has(expects));
  // while a case is open, its own reader decides: "report to the police was made" belongs to the case
  const event = command ?? (expects === 'words' ? undefined : readReportFirst(text, circumstances));
  if (event) return event;
  if (expects === 'admission') return firstOf(READERS.admission, text, circumstances);
  if (words.attachments.length > 0) return readCaption(words, text, circumstances);
  return text === '' ? { type: 'UNCLEAR', words: '' } : firstOf(READERS[expects], text, circumstances);
}

function firstOf(readers: Read[], text: string, circumstances: Circumstances): VolunteerEvent {
  for (const read of readers) {
    const event = read(text, circumstances);
    if (event) return event;
  }
  return { type: 'UNCLEAR', words: text };
}

/** Whether the text does at least as much for whoever is in danger if it is read without its words of danger. */
function isAtLeastAsUrgent(
  cry: VolunteerEvent,
  event: VolunteerEvent,
  { expects, isCoordinator }: Circumstances,
): boolean {
  // by day, "help him up" told to an open report belongs to it
  if (cry.type === 'HELP_WORDS') return expects === 'words';
  // an incident alarms everybody and carries its words; a lower digit does not make danger smaller
  if (event.type === 'REPORT') return event.severity === 2;
  // "emergency" answers "what is it?"
  if (event.type === 'SEVERITY') return expects === 'severity' && event.severity === 2 && event.words === '';
  // `ACK 142 shots fired, on my way`: a note on somebody else's case; the other commands of coordinators take no note
  return isCoordinator && event.type === 'ACK' && event.caseNumber !== undefined;
}

/** Beside a picture only a severity that was asked for and a report are more than its caption. */
function readCaption({ attachments }: InboundWords, text: string, circumstances: Circumstances): VolunteerEvent {
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
  const courtesy = readYesNoThanks(text);
  return courtesy && { type: courtesy };
}

function readYesOrNoEvent(text: string): VolunteerEvent | undefined {
  const decision = readYesOrNo(text);
  return decision && { type: decision };
}

function readCodeAlone(text: string): VolunteerEvent | undefined {
  const digits = readCodeDigits(text);
  return isCode(digits) ? { type: 'CODE_GIVEN', digits } : undefined;
}

/** However many digits: a wrong count is a wrong code. */
function readCode(text: string): VolunteerEvent | undefined {
  const digits = readCodeDigits(text) ?? readCodeWithin(text);
  return digits ? { type: 'CODE_GIVEN', digits } : undefined;
}

/** "My name is Thandi", in answer to a code that greets somebody else. */
function readNewName(text: string): VolunteerEvent | undefined {
  const name = /\bname\b/.test(simplifyText(text)) ? readName(text) : undefined;
  return name ? { type: 'NAME', name } : undefined;
}

function readNameGiven(text: string): VolunteerEvent | undefined {
  const name = readName(text);
  return name ? { type: 'NAME_GIVEN', name } : undefined;
}

function readBuddyGiven(text: string, { region }: Circumstances): VolunteerEvent | undefined {
  const buddy = readBuddyWords(text, region);
  return buddy && { type: 'BUDDY_GIVEN', buddy };
}

/** "ok" to "what is it?" says that all is quiet. */
function readSeverityGiven(text: string): VolunteerEvent | undefined {
  if (/^(?:ok|okay)$/.test(simplifyText(text))) return { type: 'SEVERITY', severity: 0, words: '' };
  const found = readSeverity(text);
  return found && { type: 'SEVERITY', ...found };
}

function readCorrection(text: string): VolunteerEvent | undefined {
  const severity = readBareSeverity(text);
  return severity === undefined ? undefined : { type: 'SEVERITY', severity, words: '' };
}

/** "report a man in the garden": another one, though a case is open. "Report to the police was made" tells of this one. */
function readAnotherReport(text: string): VolunteerEvent | undefined {
  const [, words] =
    /^\W*report[\s:;,.!-]+(?!(?:to|from|by|of|was|is|has|had|made|done|back)\b)(\S[\s\S]*)$/i.exec(text) ?? [];
  return words === undefined ? undefined : { type: 'REPORT', words };
}

function readWords(text: string): VolunteerEvent {
  return { type: 'WORDS', words: text };
}

function readChoiceInWords(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  return readBareChoice(text, circumstances);
}

/** "sat", "tonight" and nothing more. */
function readNightAlone(text: string, { now, zone }: Circumstances): VolunteerEvent | undefined {
  const reading = readTimeWords(text, now, zone);
  return reading && 'when' in reading ? { type: 'SHIFTS', when: reading.when } : undefined;
}

function readMenuOrForget(text: string, circumstances: Circumstances): VolunteerEvent | undefined {
  const event = readExactCommand(text, circumstances, false) ?? readLooseCommand(text, circumstances);
  return event?.type === 'MENU' || event?.type === 'FORGET' ? event : undefined;
}
