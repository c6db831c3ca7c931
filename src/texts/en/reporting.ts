import type { ReportingTexts } from '#src/texts/subjects/reporting-texts.ts';
import { clock } from './dates.ts';
import { capitalised, coordinators, danger } from './phrases.ts';

export const reporting: ReportingTexts = {
  askSeverity: (p) => `What is it? Reply 0 all quiet, 1 suspicious, 2 incident. In danger phone ${p.emergency} now.`,
  askSeverityAgain: (p) => `We have your words. Now reply only 0 all quiet, 1 suspicious or 2 incident. ${danger(p)}`,
  askSeverityPlainly: (p) =>
    `We have that too, but it is filed only once you reply 0, 1 or 2. BACK leaves it. ${danger(p)}`,
  filedQuiet: (p) =>
    `Case ${p.caseNumber}: all quiet, ${clock(p.time)}${offShift(p)}. Thank you. More to add? Just text it. Was it worse? Reply 1 or 2.`,
  filedSuspicious: (p) =>
    `Case ${p.caseNumber}: suspicious, ${clock(p.time)}${offShift(p)}. More to add? Send words, photos or your location. Getting worse? Reply 2.`,
  filedIncident: (p) =>
    `Case ${p.caseNumber}: INCIDENT, ${clock(p.time)}. ${telling(p)} ${p.hasNoWords ? 'What do you see, and where?' : 'More to add? Just text it.'} In danger phone ${p.emergency} and keep away.`,
  askOutsiderReport: (p) =>
    `What do you see, and where? Text REPORT and your words in one text, for the ${p.watch} coordinators. ${danger(p)}`,
  severityIsSet: (p) =>
    `Case ${p.caseNumber} is now: ${p.severity}.${p.told > 0 ? ' We are telling the coordinators.' : ''} More to add? Just text it.`,
  severityIsSame: (p) => `Case ${p.caseNumber} is already down as ${p.severity}. More to add? Just text it.`,
  severityNames: () => ['all quiet', 'suspicious', 'INCIDENT'],
  added: (p) => `Added to case ${p.caseNumber}${AFTER_ADDING[p.severity]}`,
  caseStands: (p) => `OK, case ${p.caseNumber} stays as it is.`,
  addedUntold: (p) =>
    `Added to case ${p.caseNumber}, but NO coordinator can be reached from here. In danger phone ${p.emergency}.`,
  photoAdded: (p) => `Photo added to case ${p.caseNumber}${p.count > 1 ? `: ${p.count} now` : ''}.`,
  placeAdded: (p) => `Location added to case ${p.caseNumber}.`,
  voiceKept: (p) =>
    `Voice note kept with case ${p.caseNumber}. We can't listen to it here, but a coordinator can. If it is urgent, type it or phone ${p.emergency}.`,
  askCase: (p) =>
    `${capitalised(p.what)} kept. Is it for case ${p.caseNumber}? Reply Y, or tell us what it is: 0 all quiet, 1 suspicious, 2 incident, and what you see.`,
  askCaseAgain: (p) =>
    `Reply Y for case ${p.caseNumber}, or 0 all quiet, 1 suspicious, 2 incident. BACK leaves it. ${danger(p)}`,
  askWhat: (p) =>
    `${capitalised(p.what)} kept. What is it? Reply 0 all quiet, 1 suspicious, 2 incident, and what you see. BACK leaves it.`,
  askWhatAgain: (p) =>
    `We have kept it. Reply only 0 all quiet, 1 suspicious or 2 incident. BACK leaves it. ${danger(p)}`,
  mediaNames: () => ({ photo: 'photo', voice: 'voice note', place: 'location' }),
  sosAnswered: (p) =>
    `In danger phone ${p.emergency} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `SOS sent to ${coordinators(p.told)}, case ${p.caseNumber}.`} Where are you, and what do you see? Text it.`,
  strangerSosAnswered: (p) =>
    `In danger phone ${p.emergency} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `We are alerting the ${p.watch} coordinators now.`} You are not a member yet. To join later, text JOIN.`,
  strangerWordsAdded: (p) =>
    `${p.told === 0 ? 'We have kept that, but no coordinator can be reached from here.' : 'Sent to the coordinators too.'} In danger phone ${p.emergency}.`,
  takesYourCase: (p) =>
    `${p.coordinator} (coordinator) takes case ${p.caseNumber}${p.said}. Keep a safe distance. In danger phone ${p.emergency}.`,
  readsYourCase: (p) =>
    `${p.coordinator} (coordinator) has your report, case ${p.caseNumber}${p.said}. Thank you. In danger phone ${p.emergency}.`,
};

const AFTER_ADDING = [
  ' (all quiet). Was it worse? Reply only 1 or 2.',
  ' (suspicious). Getting worse? Reply only 2.',
  '. More to add? Just text it.',
] as const;

function offShift({ isOffShift }: { isOffShift: boolean }): string {
  return isOffShift ? ', off shift' : '';
}

function telling({ told }: { told: number }): string {
  return told === 0 ? 'NO coordinator can be reached from here.' : `We are telling ${coordinators(told)} now.`;
}
