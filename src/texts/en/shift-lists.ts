import type { ShiftListsTexts } from '#src/texts/subjects/shift-lists-texts.ts';
import { day, dayAndTime, short, times, when } from './dates.ts';
import { danger } from './phrases.ts';

export const shiftLists: ShiftListsTexts = {
  shifts: (p) =>
    [p.header ?? 'Open shifts:', ...p.items.map((item, index) => `${index + 1}. ${when(item)}`), howToChoose(p)].join(
      '\n',
    ),
  onlyNext: (p) => `Nothing open ${p.range}. The next one is:\n1. ${when(p.item)}\nReply 1 to book.`,
  nothingOpen: () => 'No shift is open, as far ahead as we can see. Please try SHIFTS another day.',
  noMore: (p) => `Those were all. SHIFTS shows what is open ${times.nextDays(p)}.`,
  listIsOld: () => 'That list is old. Open now:',
  onlyOneListed: (p) =>
    `There is only 1 on the list: ${when(p.shift)}. Reply 1 to book it, or SHIFTS for other nights.`,
  notListed: (p) => `The list has ${p.count}. Reply a number from 1 to ${p.count}, or SHIFTS for other nights.`,
  unknownTime: (p) =>
    `We can't read "${p.words}" as a day. Try SHIFTS SAT, SHIFTS TONIGHT or SHIFTS 28 NOV. ${danger(p)}`,
  noShiftThen: () => 'No open shift starts then. These are open:',
  taken: (p) => `Sorry, ${short(p.shift)} is taken. Open now:`,
  takenAndNothingOpen: (p) =>
    `Sorry, ${short(p.shift)} is taken, and nothing else is open. Please try SHIFTS another day.`,
  whoNobody: (p) => `No patrols are planned ${p.night}. WHO and a day shows another one.`,
  who: (p) => [`${capitalised(p.night)}:`, ...p.items, ...(p.next ? [p.next] : [])].join('\n'),
  whoTonightOnly: () => "Only coordinators see other nights. Tonight's roster",
  whoUnread: (p) => `We can't read "${p.words}" as a day. Try WHO SAT, WHO TONIGHT or WHO 28 NOV. ${danger(p)}`,
  whoItem: (p) => `${p.time} ${p.people}${p.state}`,
  whoOpen: (p) => `${p.time} ${p.count > 1 ? `${p.count} OPEN` : 'OPEN'}`,
  whoNotYours: () => 'WHO works for the night that you patrol. MY shows your shifts, SHIFTS the open ones.',
  whoMore: (p) => `and ${p.count} more: text WHO ${(p.isSameDay ? dayAndTime : day)(p.from).toUpperCase()}`,
  whoMoreThen: (p) => `and ${p.count} more.`,
  isIn: () => ', in',
  calendarName: (p) => `${p.watch} patrols`,
  calendarShift: (p) => (p.buddy ? `Patrol with ${p.buddy}` : 'Patrol, no buddy yet'),
  calendarNotes: (p) =>
    `${when(p.shift)}, ${p.zone}. ${p.schedule}. Ref ${p.ref}: text DROP ${p.ref} if you can't come.`,
};

function howToChoose(p: { items: readonly unknown[]; hasMore: boolean }): string {
  if (p.hasMore) return 'Reply a number to book, or MORE.';
  return p.items.length === 1 ? 'Reply 1 to book.' : 'Reply a number to book.';
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
