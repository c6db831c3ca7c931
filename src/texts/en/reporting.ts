import type { ReportingTexts } from '#src/texts/subjects/reporting-texts.ts';
import { clock } from './dates.ts';
import { capitalised, coordinators, danger, emergencyNumbers } from './phrases.ts';

export const reporting: ReportingTexts = {
  askSeverity: (p) =>
    p.until === undefined
      ? `How serious is it? Reply 0 for all quiet, 1 for suspicious, 2 for an incident. In danger phone ${emergencyNumbers(p)} now.`
      : `How serious is it? Reply 0 all quiet, 1 suspicious, 2 incident. No reply by ${clock(p.until)}: we file it as suspicious. In danger phone ${emergencyNumbers(p)} now.`,
  askSeverityAgain: (p) =>
    `We have kept your ${[p.what, p.hasWords || !p.what ? 'words' : ''].filter(Boolean).join(' and ')}. Now reply with only 0 (all quiet), 1 (suspicious) or 2 (incident). ${danger(p)}`,
  askSeverityPlainly: (p) =>
    `Not filed yet. Reply 0 (all quiet), 1 (suspicious) or 2 (incident). Text BACK to cancel. ${danger(p)}`,
  filedQuiet: (p) =>
    `Case ${p.caseNumber}: all quiet, ${clock(p.time)}${offShift(p)}. Thank you. More to add? Just text it. Was it worse? Reply 1 or 2.`,
  filedSuspicious: (p) =>
    `Case ${p.caseNumber}: suspicious, ${clock(p.time)}${offShift(p)}. On record, without an alarm. More to add? Send words, photos or your location. Getting worse? Reply 2.`,
  filedIncident: (p) =>
    `Case ${p.caseNumber}: INCIDENT, ${clock(p.time)}. ${telling(p)} ${p.hasNoWords ? 'What do you see, and where?' : 'More to add? Just text it.'} In danger phone ${emergencyNumbers(p)} and keep away.`,
  askSighting: (p) =>
    `Is this a report? Reply 1 suspicious, 2 incident. We kept your words. No reply by ${clock(p.until)}: we file it as suspicious. In danger phone ${emergencyNumbers(p)}.`,
  sightingFiled: (p) =>
    `Case ${p.caseNumber}: filed as suspicious, ${clock(p.time)}. Getting worse? Reply 2. More to add? Just text it. In danger phone ${emergencyNumbers(p)}.`,
  askOutsiderReport: (p) => `What do you see, and where? Text REPORT and what you see, in one text. ${danger(p)}`,
  severityIsSet: (p) =>
    `Case ${p.caseNumber} is now ${p.severity}.${p.told > 0 ? ' We are telling the coordinators.' : ''} More to add? Just text it.`,
  severityIsSame: (p) => `Case ${p.caseNumber} is already down as ${p.severity}. More to add? Just text it.`,
  severityNames: () => ['all quiet', 'suspicious', 'INCIDENT'],
  sosName: () => 'SOS',
  added: (p) =>
    `${p.what ? capitalised(`${p.what} and words added`) : 'Added'} to case ${p.caseNumber}${AFTER_ADDING[p.severity]}`,
  caseGoesOn: (p) =>
    `Case ${p.fullCase} is full, so we have put that in case ${p.caseNumber}. More to add? Just text it.`,
  continuesCase: (p) => `More of case ${p.caseNumber}.`,
  caseStands: (p) => `OK, case ${p.caseNumber} stays as it is.`,
  nothingAdded: (p) =>
    `Your text was empty, so nothing is added${p.caseNumber === undefined ? '' : ` to case ${p.caseNumber}`}. What do you see, and where? Text it. In danger phone ${emergencyNumbers(p)}.`,
  addedUntold: (p) =>
    `Added to case ${p.caseNumber}, but NO coordinator can be reached from here. In danger phone ${emergencyNumbers(p)}.`,
  photoAdded: (p) => `Photo added to case ${p.caseNumber}${p.count > 1 ? ` (${p.count} photos so far)` : ''}.`,
  placeAdded: (p) => `Location added to case ${p.caseNumber}.`,
  voiceKept: (p) =>
    `Voice note added to case ${p.caseNumber}. We can't listen to it, and a coordinator may only hear it later. If it is urgent, type it or phone ${emergencyNumbers(p)}.`,
  fileLost: (p) => `${FILE_LOST[p.loss][p.kind](p.caseNumber)} In danger phone ${emergencyNumbers(p)}.`,
  askCase: (p) =>
    `We have your ${p.what}. Is it for case ${p.caseNumber}? Reply Y. If not, reply 0 all quiet, 1 suspicious or 2 incident, and what you see.`,
  askCaseAgain: (p) =>
    `Reply Y for case ${p.caseNumber}, or 0 (all quiet), 1 (suspicious) or 2 (incident) if it is new. Text BACK to cancel. ${danger(p)}`,
  askWhat: (p) =>
    `We have your ${p.what}. How serious is it? Reply 0 all quiet, 1 suspicious or 2 incident, and what you see. Text BACK to cancel.`,
  askWhatAgain: (p) =>
    `We have kept it. Reply with only 0 (all quiet), 1 (suspicious) or 2 (incident). Text BACK to cancel. ${danger(p)}`,
  mediaNames: () => ({ photo: 'photo', video: 'video', voice: 'voice note', place: 'location' }),
  fileNotKept: (p) => `${NOT_KEPT[p.kind]} ${danger(p)}`,
  fileNotOpened: (p) =>
    `Nobody has opened your ${p.what}: we open files of members only. In danger text SOS and send it again, or phone ${emergencyNumbers(p)}.`,
  fileKept: (p) => `We kept the ${p.what} with your text.`,
  fileAdded: (p) => `${p.what.charAt(0).toUpperCase()}${p.what.slice(1)} added to case ${p.caseNumber}.`,
  sosAnswered: (p) =>
    `In danger phone ${emergencyNumbers(p)} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `We are alerting ${coordinators(p.told)}, case ${p.caseNumber}.`} Where are you, and what do you see? Text it.`,
  strangerSosAnswered: (p) =>
    `In danger phone ${emergencyNumbers(p)} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `We are alerting the ${p.watch} coordinators now.`} Where are you, and what do you see? Text it.`,
  strangerWordsAdded: (p) =>
    `${p.told === 0 ? 'We have kept that, but no coordinator can be reached from here.' : 'We are sending that to the coordinators too.'} In danger phone ${emergencyNumbers(p)}.`,
  takesYourCase: (p) =>
    `${p.coordinator} (coordinator) takes case ${p.caseNumber}${p.said}. Keep a safe distance. In danger phone ${emergencyNumbers(p)}.`,
  readsYourCase: (p) =>
    `${p.coordinator} (coordinator) has your report, case ${p.caseNumber}${p.said}. Thank you. In danger phone ${emergencyNumbers(p)}.`,
};

const FILE_LOST = {
  failed: {
    photo: (caseNumber: number) =>
      `Sorry, a photo for case ${caseNumber} did not get through. Please send it again, or text what it shows.`,
    voice: (caseNumber: number) =>
      `Sorry, a voice note for case ${caseNumber} did not get through, so nobody can hear it. Please text what you said.`,
  },
  limit: {
    photo: (caseNumber: number) =>
      `We can't open more files today, so nobody sees your last photo for case ${caseNumber}. Please text what it shows.`,
    voice: (caseNumber: number) =>
      `We can't open more files today, so nobody hears your last voice note for case ${caseNumber}. Please text what you said.`,
  },
} as const;

const NOT_KEPT = {
  text: 'Sorry, we did not get all the words of your text. Please text them again.',
  contact: 'Sorry, we could not read that contact card. Please text the name and number.',
  pdf: "Sorry, we can't open a PDF, and did not keep it. Please text what it says, or send a photo of it.",
  file: "Sorry, we can't open that file, and did not keep it. Please text what is in it, or send a photo.",
} as const;

const AFTER_ADDING = [
  ' (all quiet). Was it worse? Reply only 1 or 2.',
  ' (suspicious). Getting worse? Reply only 2.',
  '. More to add? Just text it.',
] as const;

function offShift({ isOffShift }: { isOffShift: boolean }): string {
  return isOffShift ? ', not on a shift' : '';
}

function telling({ told }: { told: number }): string {
  return told === 0 ? 'NO coordinator can be reached from here.' : `We are telling ${coordinators(told)} now.`;
}
