import type { LimitTexts } from '#src/texts/subjects/limit-texts.ts';
import { emergencyNumbers, person } from './phrases.ts';

export const limit: LimitTexts = {
  moreFrom: (p) =>
    `${p.count} more from ${person(p)}, too many to send.${p.caseNumber === undefined ? '' : ` SHOW ${p.caseNumber} shows the newest case.`}`,
  moreChanges: (p) =>
    `${p.name} made ${p.count} more ${p.count === 1 ? 'change' : 'changes'}, too many to send. MY shows your shifts.`,
  moreFromStrangers: (p) => `${p.count} more from numbers that are not members, too many to send.`,
  moreAlarms: (p) =>
    `SOS, ${p.count} more ${p.count === 1 ? 'text' : 'texts'} from strangers. ${p.cases.map((each) => `Case ${each.caseNumber}: ${each.phone}.`).join(' ')}${p.hasMore ? ' And more.' : ''} ${ackOrShow(p.cases)}`,
  savedOnly: (p) =>
    `Very many texts are coming in. Yours is saved${p.caseNumber === undefined ? '' : ` in case ${p.caseNumber}`}, and the coordinators only see that there is more. In danger phone ${emergencyNumbers(p)} now.`,
};

function ackOrShow([first]: readonly { caseNumber: number }[]): string {
  return first ? `ACK ${first.caseNumber} takes case ${first.caseNumber}, SHOW ${first.caseNumber} shows it.` : '';
}
