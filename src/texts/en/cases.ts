import type { CasesTexts } from '#src/texts/subjects/cases-texts.ts';
import { clock, dayAndTime, start } from './dates.ts';

export const cases: CasesTexts = {
  alarm: (p) =>
    `INCIDENT case ${p.caseNumber}, ${clock(p.time)}, ${p.name} ${p.phone}${p.patrol}. ${p.words ? `"${p.words}"` : 'No words yet.'} Please phone. Reply ACK ${p.caseNumber} if you take it${wholeWords(p)}.`,
  cryFromMember: (p) =>
    `SOS case ${p.caseNumber}, ${clock(p.time)}, ${p.name} ${p.phone}${p.patrol}. ${p.words ? `"${p.words}"` : 'No words yet.'} Please phone now. Reply ACK ${p.caseNumber} if you take it${wholeWords(p)}.`,
  cryFromStranger: (p) =>
    `NOT A MEMBER, ${p.phone}, ${clock(p.time)}: "${p.words}".${p.named} Reply ACK ${p.caseNumber} if you take it${wholeWords(p)}.`,
  namedBy: (p) => ` Named as buddy by ${p.booker} for ${start(p.shift)}.`,
  numberWas: (p) => ` Number of ${p.name}, unseen for long.`,
  onPatrol: (p) => (p.buddy ? ` on patrol with ${p.buddy}` : ' on patrol'),
  addedWords: (p) => `Case ${p.caseNumber}, ${p.who}: "${p.words}"${p.isCut ? ` SHOW ${p.caseNumber} has all.` : ''}`,
  addedMedia: (p) => `Case ${p.caseNumber}, ${p.who}: ${p.what}`,
  addedPlace: (p) => `place ${p.latitude}, ${p.longitude}`,
  severityChanged: (p) => `Case ${p.caseNumber}: ${p.who} says it is now ${p.severity}.`,
  caseIsYours: (p) => `Case ${p.caseNumber} is yours.${whoKnows(p)}${p.phone ? ` Their number: ${p.phone}.` : ''}`,
  thePersonWhoWrote: () => 'The person who wrote',
  caseIsYoursAlready: (p) => `Case ${p.caseNumber} is yours already.${p.phone ? ` Their number: ${p.phone}.` : ''}`,
  caseIsTaken: (p) =>
    `${p.coordinator} took case ${p.caseNumber}${p.time ? ` at ${clock(p.time)}` : ''}. Phone ${p.coordinator}: ${p.phone}.`,
  takesCase: (p) => `Case ${p.caseNumber}: ${p.coordinator} takes it${p.said}.`,
  noSuchCase: (p) => `We know no case ${p.caseNumber} that you may see.`,
  askCaseNumber: (p) => `Text ${p.verb} and the number of the case, for example ${p.verb} 142.`,
  wholeCase: (p) =>
    `Case ${p.caseNumber}, ${p.severity}, ${dayAndTime(p.filedAt)}${p.who ? `, ${p.who}` : ''}: ${p.words || 'no words.'}${p.next}`,
  restOfCase: (p) => `Case ${p.caseNumber}, more: ${p.words}${p.next}`,
  nextPage: (p) => `... SHOW ${p.caseNumber} ${p.page} for more.`,
  noMorePages: (p) =>
    p.pages === 1
      ? `Case ${p.caseNumber} has 1 page. Text SHOW ${p.caseNumber}.`
      : `Case ${p.caseNumber} has ${p.pages} pages. Text SHOW ${p.caseNumber} ${p.pages}.`,
};

function wholeWords(p: { caseNumber: number; isCut: boolean }): string {
  return p.isCut ? `, SHOW ${p.caseNumber} for all of it` : '';
}

function whoKnows({ reporter, areOthersTold }: { reporter: string; areOthersTold: boolean }): string {
  if (!areOthersTold) return reporter ? ` ${reporter} knows.` : '';
  return reporter ? ` ${reporter} and the other coordinators know.` : ' The other coordinators know.';
}
