import type { AlarmFacts, CasesTexts, PlaceFacts } from '#src/texts/subjects/cases-texts.ts';
import { clock, dayAndTime, start } from './dates.ts';

export const cases: CasesTexts = {
  alarm: (p) =>
    `INCIDENT case ${p.caseNumber}, ${clock(p.time)}, ${p.name} ${p.phone}${onPatrol(p)}. ${quotedOrNone(p)} Please phone. ${askToTake(p)}`,
  sosFromMember: (p) =>
    `SOS case ${p.caseNumber}, ${clock(p.time)}, ${p.name} ${p.phone}${onPatrol(p)}. ${quotedOrNone(p)} ${phoneNow(p)} ${askToTake(p)}`,
  sosFromStranger: (p) =>
    `SOS case ${p.caseNumber}, ${clock(p.time)}, NOT A MEMBER ${p.phone}: "${p.words}".${previousOwner(p)}${buddyOf(p)} ${phoneNow(p)} ${askToTake(p)}`,
  addedWords: (p) =>
    `Case ${p.caseNumber}, ${p.who}: "${p.words}"${p.isCut ? ` SHOW ${p.caseNumber} for all of it.` : ''}`,
  addedMedia: (p) => `Case ${p.caseNumber}, ${p.who}: ${p.what}`,
  addedFileLost: (p) =>
    `Case ${p.caseNumber}, ${p.who}: a ${p.what} ${LOST[p.loss]}, so you can't open it. ${p.isAsked ? ASKED[p.loss] : 'Please phone them.'}`,
  lostFile: (p) => `${p.what} (${p.loss === 'limit' ? 'not fetched: limit of a day' : 'did not get through'})`,
  addedPlace: (p) =>
    `Case ${p.caseNumber}, ${p.who}: ${place(p)}. ${mapLink(p)}${p.isCut ? ` SHOW ${p.caseNumber} for all of it.` : ''}`,
  coordinates: place,
  severityChanged: (p) => `Case ${p.caseNumber}: ${p.who} says it is now ${p.severity}.`,
  caseIsYours: (p) => `Case ${p.caseNumber} is yours.${whoIsTold(p)}${theirNumber(p)}`,
  thePersonWhoWrote: () => 'the person who wrote',
  caseIsYoursAlready: (p) => `Case ${p.caseNumber} is already yours.${theirNumber(p)}`,
  caseIsTaken: (p) =>
    `${p.coordinator} took case ${p.caseNumber}${p.time ? ` at ${clock(p.time)}` : ''}. Phone ${p.coordinator}: ${p.phone}.`,
  takesCase: (p) => `Case ${p.caseNumber}: ${p.coordinator} takes it${p.note ? ` ("${p.note}")` : ''}.`,
  noSuchCase: (p) => `There is no case ${p.caseNumber} that you can see.`,
  askCaseNumber: (p) => `Text ${p.command} and the number of the case, for example ${p.command} 142.`,
  wholeCase: (p) =>
    `Case ${p.caseNumber}, ${p.severity}, ${dayAndTime(p.filedAt)}${p.who ? `, ${p.who}` : ''}: ${p.words || 'no words.'}${p.next}`,
  restOfCase: (p) => `Case ${p.caseNumber}, more: ${p.words}${p.next}`,
  nextPage: (p) => `... SHOW ${p.caseNumber} ${p.page} for more.`,
  noMorePages: (p) =>
    p.pages === 1
      ? `Case ${p.caseNumber} has 1 page. Text SHOW ${p.caseNumber}.`
      : `Case ${p.caseNumber} has ${p.pages} pages. Text SHOW ${p.caseNumber} ${p.pages}.`,
};

const LOST = { failed: 'did not get through', limit: 'was not fetched (limit of a day)' } as const;

const ASKED = {
  failed: 'We are asking them to send it again.',
  limit: 'We are asking them to text what is in it.',
} as const;

function place({ words, latitude, longitude }: PlaceFacts): string {
  return `location ${words ? `"${words}", ` : ''}${latitude}, ${longitude}`;
}

/** The shortest address of OpenStreetMap that shows a marker. Phones make a link of it. */
function mapLink({ latitude, longitude }: PlaceFacts): string {
  return `https://osm.org/?mlat=${latitude}&mlon=${longitude}`;
}

function onPatrol({ companion }: { companion: string | undefined }): string {
  if (companion === undefined) return '';
  return companion ? ` on patrol with ${companion}` : ' on patrol';
}

function quotedOrNone({ words }: { words: string }): string {
  return words ? `"${words}"` : 'No words yet.';
}

function previousOwner({ owner }: { owner: string }): string {
  return owner ? ` Number of ${owner}, who has not texted in a long time.` : '';
}

function buddyOf({ naming }: Parameters<CasesTexts['sosFromStranger']>[0]): string {
  return naming ? ` Put down as buddy of ${naming.booker} for ${start(naming.shift)}.` : '';
}

function phoneNow({ mayHide }: AlarmFacts): string {
  return mayHide ? 'Text before you phone: a call may give them away.' : 'Please phone now.';
}

function askToTake({ caseNumber, isCut }: Pick<AlarmFacts, 'caseNumber' | 'isCut'>): string {
  return `Reply ACK ${caseNumber} if you take it${isCut ? `, SHOW ${caseNumber} for all of it` : ''}.`;
}

function whoIsTold({ reporter, areOthersTold }: { reporter: string; areOthersTold: boolean }): string {
  const told = [reporter, areOthersTold && 'the other coordinators'].filter(Boolean);
  return told.length > 0 ? ` We are telling ${told.join(' and ')}.` : '';
}

function theirNumber({ phone }: { phone: string }): string {
  return phone ? ` The reporter's number: ${phone}.` : '';
}
