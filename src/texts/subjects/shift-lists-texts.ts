import type { ShiftTime, TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** Open shifts, the roster of a night, and the calendar. */
export interface ShiftListsTexts {
  shifts: (p: { header?: string | undefined; items: ShiftTime[]; hasMore: boolean }) => string;
  onlyNext: (p: { range: string; item: ShiftTime }) => string;
  nothingOpen: () => string;
  noMore: (p: { days: number }) => string;
  listIsOld: () => string;
  onlyOneListed: (p: { shift: ShiftTime }) => string;
  notListed: (p: { count: number }) => string;
  unknownTime: (p: WatchFacts & { words: string }) => string;
  noShiftThen: () => string;
  taken: (p: { shift: ShiftTime }) => string;
  takenAndNothingOpen: (p: { shift: ShiftTime }) => string;
  whoNobody: (p: { night: string }) => string;
  who: (p: { night: string; items: string[]; next: string }) => string;
  whoTonightOnly: () => string;
  whoUnread: (p: WatchFacts & { words: string }) => string;
  whoItem: (p: { time: string; people: string; state: string }) => string;
  whoOpen: (p: { time: string; count: number }) => string;
  whoNotYours: () => string;
  whoMore: (p: { count: number; from: TimeInZone; isSameDay: boolean }) => string;
  whoMoreThen: (p: { count: number }) => string;
  isIn: () => string;
  calendarName: (p: { watch: string }) => string;
  calendarShift: (p: { buddy: string }) => string;
  calendarNotes: (p: { shift: ShiftTime; zone: string; schedule: string; ref: string }) => string;
}
