import type { ForwardReason, PassingOnTexts, PersonIntent } from '#src/texts/subjects/passing-on-texts.ts';
import { clock, dayAndTime } from './dates.ts';
import { danger, emergencyNumbers, person } from './phrases.ts';

export const passingOn: PassingOnTexts = {
  passedToPerson: (p) => `Sorry, we don't understand. ${goes(p)} ${danger(p)}`,
  nobodyToPassTo: (p) =>
    `Sorry, we don't understand, and no coordinator gets our texts now. Text ? to see what you can text. ${danger(p)}`,
  onlyKept: (p) =>
    `Many texts are coming in. Yours is saved for the coordinators to read later, not sent to them now. ${danger(p)}`,
  forPerson: (p) => `${p.isMember ? HINTS[p.intent] : ''}${goes(p)} ${danger(p)}`,
  forMorning: (p) =>
    `${p.isMember ? HINTS[p.intent] : ''}We send ${p.isCut ? 'the first part of your text' : 'your text'} to the coordinators at ${clock(p.time)}. Need someone now? Text SOS or phone ${emergencyNumbers(p)}.`,
  forNobody: (p) => `No coordinator gets our texts now, so nobody has your text. ${danger(p)}`,
  notForOthers: (p) =>
    `Sorry, we don't understand. No other coordinator gets your text. Text ? to see what you can text. ${danger(p)}`,
  withoutNumber: (p) =>
    `Only mobile numbers can join. ${p.isTold ? goes(p) : 'No coordinator gets our texts now.'} ${danger(p)}`,
  helpPassed: (p) => `${goes(p)} ${danger(p)} Text ? to see what you can text.`,
  helpUnpassed: (p) => `No coordinator can be reached from here now. ${danger(p)} Text ? to see what you can text.`,
  wordsPassed: (p) =>
    `${p.isCut ? 'The first part of what you wrote' : 'What you wrote'} goes to the coordinators, who may phone you.`,
  reportNoted: () => 'We are telling the coordinators that you started a report.',
  wordsNotPassed: (p) =>
    `No coordinator gets our texts now, so nobody has your report. Please text REPORT to start again. ${danger(p)}`,
  forwarded: (p) =>
    `${person(p)} ${WHY[p.why]}${p.words ? `: ${p.words}` : ', without words'}.${NO_CALL.has(p.why) ? '' : ' Please phone.'}`,
  overnight: (p) => `Overnight: ${p.entry}`,
  overnightEntry: (p) => `${person(p)} ${WHY[p.why]}: ${p.words}`,
  forwardedMore: (p) => `More from ${person(p)}, please phone: ${p.words}`,
  quoted: (p) => `"${p.words}"`,
  said: (p) => `: "${p.words}"`,
  answersPaused: (p) =>
    `You sent us very many texts, so we stop replying for a few minutes. We still read them, and reply to ${p.isMember ? 'SOS, REPORT and photos' : 'SOS and REPORT'}. In danger phone ${emergencyNumbers(p)}.`,
  answersPausedFor: (p) =>
    `${person(p)} ${p.isRepeating ? 'sends the same text again and again' : 'sends very many texts'}. We stop replying until that ends, except to SOS and reports. It may be a machine: please check, or phone them.`,
  lateAnswer: (p) => `To your text of ${(p.isToday ? clock : dayAndTime)(p.sentAt)}: ${p.words}`,
  late: (p) => `LATE, from ${(p.isToday ? clock : dayAndTime)(p.sentAt)}: ${p.words}`,
  coordinatorWrites: (p) => `${p.coordinator} (coordinator): ${p.words} Your reply goes to ${p.coordinator}.`,
  passedTo: (p) =>
    p.isCut ? `The first part of your text is passed on to ${p.coordinator}.` : `Passed on to ${p.coordinator}.`,
  personReplies: (p) => `${person(p)}: ${p.words}`,
  announcement: (p) => `${p.watch}: ${p.words}`,
  announcedBy: (p) => `${p.coordinator} (coordinator) sends an announcement to ${people(p.count)}: ${p.words}`,
  announcementCancelled: (p) =>
    `${p.coordinator} (coordinator) cancelled an announcement. ${people(p.count)} will not get it: ${p.words}`,
};

/** Why a text is passed on, as the coordinators read it after a name and number. */
const WHY: Record<ForwardReason, string> = {
  unread: 'sent something we could not read',
  help: 'asks for help',
  likely: 'LIKELY DANGER, we are asking them',
  danger: 'may be IN DANGER',
  report: 'started a report and left it',
  begun: 'started a report',
  outside: '(not a member) reports',
  name: 'has corrected their name',
  late: 'is running late',
  person: 'asks a coordinator',
  followup: 'asks about a case',
  away: 'writes about being away',
  number: 'writes about a number',
  wrong: 'may have the wrong number',
  buddy: 'writes about a buddy',
};

/** Nobody needs to phone because of these. */
const NO_CALL: ReadonlySet<ForwardReason> = new Set<ForwardReason>(['late', 'away', 'wrong', 'name']);

/** What a member can text, before what happens with their text. */
const HINTS: Record<PersonIntent, string> = {
  late: "Thanks. Can't come? Text DROP. ",
  person: '',
  followup: 'SHOW shows your cases. ',
  away: 'MY: your shifts. DROP: give one up. ',
  number: 'New number? Text JOIN from it. ',
  wrong: 'STOP ends our texts. ',
  buddy: 'BUDDY and a name sets a buddy. ',
};

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

function goes({ isCut }: { isCut: boolean }): string {
  return `${isCut ? 'The first part of your text' : 'Your text'} goes to the coordinators, who may phone you.`;
}
