import type { PassingOnTexts, WhyPassedOn } from '#src/texts/subjects/passing-on-texts.ts';
import { clock, dayAndTime } from './dates.ts';
import { danger } from './phrases.ts';

export const passingOn: PassingOnTexts = {
  passedToPerson: (p) =>
    `We don't get that. The coordinators ${p.isCut ? 'have the first part of your text' : 'know that you need a person'} and may phone you. ${danger(p)}`,
  nobodyToPassTo: (p) =>
    `We don't get that, and no coordinator can be reached here. ? shows the words that work. ${danger(p)}`,
  onlyKept: (p) =>
    `We got many texts from you. We keep this one for the coordinators to read, but do not send it to them now. ${danger(p)}`,
  helpPassed: (p) =>
    `The coordinators have ${p.isCut ? 'the first part of your text' : 'your words'} and may phone you. ${danger(p)} ? shows the words that work here.`,
  helpUnpassed: (p) => `No coordinator can be reached from here now. ${danger(p)} ? shows the words that work here.`,
  wordsPassed: (p) =>
    `The coordinators have ${p.isCut ? 'the first part of what you wrote' : 'what you wrote'}, and may phone you.`,
  reportNoted: () => 'The coordinators know that you began a report, and may phone you.',
  wordsNotPassed: (p) => `No coordinator can be reached from here: please begin again with REPORT. ${danger(p)}`,
  forwarded: (p) =>
    `${p.name ? `${p.name} ` : ''}${p.phone} ${WHY[p.why]}${p.words ? `: ${p.words}` : ', without words'}. Please phone.`,
  quoted: (p) => `"${p.words}"`,
  said: (p) => `: "${p.words}"`,
  saidBracketed: (p) => ` ("${p.words}")`,
  answersPaused: (p) =>
    `We got very many texts from you, so our answers pause for some minutes. We still read them, and answer ${p.isMember ? 'SOS, REPORT and photos' : 'SOS and REPORT'}. In danger phone ${p.emergency}.`,
  answersPausedFor: (p) =>
    `${p.name ? `${p.name} ` : ''}${p.phone} ${p.isRepeating ? 'texts the same again and again' : 'texts very much'}: our answers pause until it stops, but for SOS and reports. Perhaps a machine: please look.`,
  lateAnswer: (p) => `To your text of ${(p.isToday ? clock : dayAndTime)(p.sentAt)}: ${p.words}`,
  late: (p) => `LATE, of ${(p.isToday ? clock : dayAndTime)(p.sentAt)}: ${p.words}`,
  coordinatorWrites: (p) => `${p.coordinator} (coordinator): ${p.words} Your reply goes to ${p.coordinator}.`,
  passedTo: (p) =>
    p.isCut ? `The first part of your text is passed to ${p.coordinator}.` : `Passed to ${p.coordinator}.`,
  personReplies: (p) => `${p.name ? `${p.name} ` : ''}${p.phone}: ${p.words}`,
  announcement: (p) => `${p.watch}: ${p.words}`,
};

/** Why a text is passed on, as the coordinators read it after a name and number. */
const WHY: Record<WhyPassedOn, string> = {
  unread: "texted what we can't read",
  help: 'asks for help',
  danger: 'may be IN DANGER',
  report: 'began a report and left it',
  begun: 'began a report',
  outside: '(not a member) reports',
};
