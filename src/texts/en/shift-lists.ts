import type { ShiftListsTexts } from '#src/texts/subjects/shift-lists-texts.ts';
import { short, times, when } from './dates.ts';
import { capitalised, danger } from './phrases.ts';

export const shiftLists: ShiftListsTexts = {
  shifts: (p) => [p.header ?? 'Open shifts:', ...p.items.map(numbered), howToChoose(p)].join('\n'),
  onlyNext: (p) => `Nothing open ${p.range}. The next one is:\n${numbered(p.item, 0)}\nReply 1 to book.`,
  nothingOpen: () => 'No shifts are open now. Please text SHIFTS again another day.',
  noMore: (p) => `That was all. Text SHIFTS for what is open ${times.nextDays(p)}.`,
  listIsOld: () => 'That list is old. Open now:',
  onlyOneListed: (p) =>
    `There is only one shift on the list: ${when(p.shift)}. Reply 1 to book it, or SHIFTS for other nights.`,
  notListed: (p) =>
    `The list has ${p.count} shifts. Reply with a number from 1 to ${p.count}, or SHIFTS for other nights.`,
  unknownTime: (p) => `Sorry, what day is "${p.words}"? Try SHIFTS SAT, SHIFTS TONIGHT or SHIFTS 28 NOV. ${danger(p)}`,
  noShiftThen: () => 'No open shift starts then. These are open:',
  taken: (p) => `Sorry, ${short(p.shift)} is taken. Open now:`,
  takenAndNothingOpen: (p) =>
    `Sorry, ${short(p.shift)} is taken, and nothing else is open. Please text SHIFTS again another day.`,
  whoNobody: (p) => `No patrols are planned ${p.night}. For another day, text WHO and the day.`,
  who: (p) => [`${capitalised(p.night)}:`, ...p.items, ...(p.next ? [p.next] : [])].join('\n'),
  whoTonightOnly: () => "Only coordinators see other nights. Tonight's roster",
  whoUnread: (p) => `Sorry, what day is "${p.words}"? Try WHO SAT, WHO TONIGHT or WHO 28 NOV. ${danger(p)}`,
  whoItem: (p) => `${p.time} ${p.people}${p.isIn ? ', in' : ''}`,
  whoOpen: (p) => `${p.time} ${p.count > 1 ? `${p.count} OPEN` : 'OPEN'}`,
  whoNotYours: () => 'WHO works only on nights when you patrol. Text MY for your shifts or SHIFTS for open ones.',
  whoMore: (p) => `and ${p.count === undefined ? '' : `${p.count} `}more: text MORE.`,
  noMoreRoster: () => 'That was all. Text WHO and a day for another night.',
  calendarName: (p) => `${p.watch} patrols`,
  calendarShift: (p) => (p.buddy ? `Patrol with ${p.buddy}` : 'Patrol, no buddy yet'),
  calendarCancelled: () => 'Cancelled: patrol',
  calendarCancelledNotes: (p) => `${when(p.shift)}, ${p.zone}. ${p.schedule}. You are not on this shift any more.`,
  calendarNotes: (p) => `${when(p.shift)}, ${p.zone}. ${p.schedule}. Ref ${p.ref}. Can't come? Text DROP ${p.ref}.`,
};

function numbered(item: Parameters<typeof when>[0], index: number): string {
  return `${index + 1}. ${when(item)}`;
}

function howToChoose(p: { items: readonly unknown[]; hasMore: boolean }): string {
  if (p.hasMore) return 'Text the number to book, or MORE.';
  return p.items.length === 1 ? 'Reply 1 to book.' : 'Text the number to book.';
}
