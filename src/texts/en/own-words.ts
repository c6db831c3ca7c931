import type { OwnWords } from '#src/texts/own-words.ts';

/** Stands before a message that an outage has delayed. Version 0.1.0 said "of". */
const LATE = `(?:LATE, (?:from|of) [^"]{1,40}: )?`;
const ALARM = String.raw`(?:(?:SOS|INCIDENT) case \d{1,9}, |NOT A MEMBER, )[\s\S]*Reply ACK \d{1,9} if you take it(?:, SHOW \d{1,9} for all of it)?\.`;
const ADDITION = String.raw`Case \d{1,9}, [^"]{1,60}: "[\s\S]*"(?: SHOW \d{1,9} (?:for all of it|has all)\.)?`;

/** Of a place. Its name may be that of a police station. */
const PLACE = String.raw`Case \d{1,9}, [^"]{1,60}: location [\s\S]{1,400}https://osm\.org/\S{1,60}(?: SHOW \d{1,9} for all of it\.)?`;

const MANY_ALARMS = String.raw`SOS, \d{1,9} more texts? from strangers\.[\s\S]*SHOW \d{1,9} shows it\.`;

/** Words before a name. In the second row are those of version 0.1.0, whose texts are still in the outbox. */
const BEFORE_NAME = [
  ...[
    'with',
    'by',
    'buddy',
    'buddy of',
    'tell',
    'ask',
    'telling',
    'more from',
    'Only',
    'Phone',
    'Take',
    'Number of',
    'number of',
    'Passed on to',
    'passed on to',
  ],
  ...['let', 'refused', 'took', 'added', 'made', 'removed', 'signed'],
  ...['Passed to', 'is passed to', 'LATE:', 'let in', 'signed off', 'a coordinator of', 'role from', 'sign-in of'],
];

/** Words behind a name. The second row is again of version 0.1.0. */
const AFTER_NAME = [
  ...[
    'put',
    'booked',
    'named',
    'is',
    'has',
    'had',
    'stays',
    'took',
    'takes',
    'says',
    "can't",
    'changed',
    'let',
    'refused',
    'removed',
    'added',
  ],
  ...['signed', 'made', String.raw`\(coordinator\)`, String.raw`in \d\d:`, String.raw`out \d\d:`, 'attended'],
  ...['knows', 'and the other', 'comes', 'set', 'signed off', 'ended every'],
];

/** Names in a row: "Put down as buddy of Ann Botha, Joseph Dube and others." Earlier versions said "Named as buddy by". */
const IN_A_LIST = String.raw`(?:Put down as buddy of|Named as buddy by) [^.\n]{0,200}(?:,| and)`;

export const ownWords: OwnWords = {
  alarmCopies: [
    new RegExp(`^${LATE}${ALARM}$`),
    new RegExp(`^${LATE}${ADDITION}$`),
    new RegExp(`^${LATE}${PLACE}$`),
    new RegExp(`^${MANY_ALARMS}$`),
  ],
  beforeName: String.raw`(?:(?<![\p{L}\p{M}])(?:${BEFORE_NAME.join('|')}) |${IN_A_LIST} |\d\d:\d\d |\+ )`,
  afterName: ` (?:${AFTER_NAME.join('|')})`,
};
