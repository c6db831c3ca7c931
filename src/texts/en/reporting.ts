import type { ReportingTexts } from '#src/texts/subjects/reporting-texts.ts';
import { clock } from './dates.ts';
import { danger } from './phrases.ts';

export const reporting: ReportingTexts = {
  askSeverity: (p) => `What is it? Reply 0 all quiet, 1 suspicious, 2 incident. In danger phone ${p.emergency} now.`,
  askSeverityAgain: (p) => `We keep your words. Reply only 0 all quiet, 1 suspicious or 2 incident. ${danger(p)}`,
  askSeverityPlainly: (p) =>
    `We keep that too, but it is filed only once you reply 0, 1 or 2. BACK leaves it. ${danger(p)}`,
  filedQuiet: (p) =>
    `Case ${p.caseNumber}: all quiet, ${clock(p.time)}${p.where}. Thank you. More to add? Text it. Was it more? Reply 1 or 2.`,
  filedSuspicious: (p) =>
    `Case ${p.caseNumber}: suspicious, ${clock(p.time)}${p.where}. More to add? Send words, photos or your place. Getting worse? Reply 2.`,
  filedIncident: (p) =>
    `Case ${p.caseNumber}: INCIDENT, ${clock(p.time)}. ${p.told} ${p.ask ? 'What do you see, and where? ' : 'More? Text it. '}In danger phone ${p.emergency} and keep away.`,
  askOutsiderReport: (p) =>
    `What do you see, and where? Text REPORT and your words in one text: we pass them to the ${p.watch} coordinators. ${danger(p)}`,
  offShift: () => ', off shift',
  tellingCoordinators: (p) =>
    p.count === 0
      ? 'NO coordinator can be reached from here.'
      : `We are telling ${p.count === 1 ? '1 coordinator' : `${p.count} coordinators`} now.`,
  severityIsSet: (p) =>
    `Case ${p.caseNumber} is now: ${p.severity}.${p.told > 0 ? ' The coordinators are told.' : ''} Anything more, just text it.`,
  severityIsSame: (p) => `Case ${p.caseNumber} is down as ${p.severity} already. Anything more, just text it.`,
  severityNames: () => ['all quiet', 'suspicious', 'INCIDENT'],
  added: (p) =>
    `Added to case ${p.caseNumber}${[' (all quiet). Was it more? Reply only 1 or 2.', ' (suspicious). Getting worse? Reply only 2.', '. Anything more, just text it.'][p.severity]}`,
  caseStands: (p) => `All right, case ${p.caseNumber} stands as it is.`,
  addedUntold: (p) =>
    `Added to case ${p.caseNumber}, but NO coordinator can be reached from here. In danger phone ${p.emergency}.`,
  photoAdded: (p) => `Photo added to case ${p.caseNumber}${p.count > 1 ? `: ${p.count} now` : ''}.`,
  placeAdded: (p) => `Place added to case ${p.caseNumber}.`,
  voiceKept: (p) =>
    `Voice note kept with case ${p.caseNumber}. We can't listen to it here; a coordinator can. If it is urgent, type it or phone ${p.emergency}.`,
  askCase: (p) =>
    `${p.what} kept. Is it for case ${p.caseNumber}? Reply Y, or tell us what it is: 0 all quiet, 1 suspicious, 2 incident, and what you see.`,
  askCaseAgain: (p) =>
    `Reply Y for case ${p.caseNumber}, or 0 all quiet, 1 suspicious, 2 incident. BACK leaves it. ${danger(p)}`,
  askWhatAgain: (p) => `We keep it. Reply only 0 all quiet, 1 suspicious or 2 incident. BACK leaves it. ${danger(p)}`,
  askWhat: (p) =>
    `${p.what} kept. What is it? Reply 0 all quiet, 1 suspicious, 2 incident, and what you see. BACK leaves it.`,
  mediaNames: () => ({ photo: 'Photo', voice: 'Voice note', place: 'Place' }),
  cryAnswered: (p) =>
    `In danger phone ${p.emergency} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `SOS sent to ${p.told === 1 ? '1 coordinator' : `${p.told} coordinators`}, case ${p.caseNumber}.`} Where are you, what do you see? Text it.`,
  strangerCryAnswered: (p) =>
    `In danger phone ${p.emergency} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `We are alarming the ${p.watch} coordinators now.`} You are not a member yet: to join, text JOIN later.`,
  strangerWordsAdded: (p) =>
    `${p.told === 0 ? 'Kept, but no coordinator can be reached from here.' : 'Sent to the coordinators too.'} In danger phone ${p.emergency}.`,
  takesYourCase: (p) =>
    `${p.coordinator} (coordinator) takes case ${p.caseNumber}${p.said}. Keep away from them. In danger phone ${p.emergency}.`,
  readsYourCase: (p) =>
    `${p.coordinator} (coordinator) has your report, case ${p.caseNumber}${p.said}. Thank you. In danger phone ${p.emergency}.`,
};
