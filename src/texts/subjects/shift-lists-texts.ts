import type { ShiftTime, WatchFacts } from '#src/texts/facts.ts';

/** Open shifts, the roster of a night, and the calendar. `range` and `night` come from `TimeTexts`. */
export interface ShiftListsTexts {
  /** `header` says why we list them. Without one it is simply a list of open shifts. */
  shifts: (p: { header?: string | undefined; items: ShiftTime[]; hasMore: boolean }) => string;
  /** Nothing is open in the range that was asked for. */
  onlyNext: (p: { range: string; item: ShiftTime }) => string;
  nothingOpen: () => string;
  /** `days`: how far ahead a list goes. */
  noMore: (p: { days: number }) => string;
  listIsOld: () => string;
  onlyOneListed: (p: { shift: ShiftTime }) => string;
  notListed: (p: { count: number }) => string;
  unknownTime: (p: WatchFacts & { words: string }) => string;
  noShiftThen: () => string;
  taken: (p: { shift: ShiftTime }) => string;
  takenAndNothingOpen: (p: { shift: ShiftTime }) => string;
  whoNobody: (p: { night: string }) => string;
  /** `next` says how to see the lines that did not fit. */
  who: (p: { night: string; items: string[]; next: string }) => string;
  /** In place of the name of the night. */
  whoTonightOnly: () => string;
  whoUnread: (p: WatchFacts & { words: string }) => string;
  /** `isIn`: one of these people has checked in and not out. */
  whoItem: (p: { time: string; people: string; isIn: boolean }) => string;
  /** `count`: how many slots nobody has booked. */
  whoOpen: (p: { time: string; count: number }) => string;
  whoNotYours: () => string;
  /** `count`: how many lines did not fit. Undefined if they were too many to count. */
  whoMore: (p: { count: number | undefined }) => string;
  /** MORE, and there is no more. */
  noMoreRoster: () => string;
  calendarName: (p: { watch: string }) => string;
  calendarShift: (p: { buddy: string }) => string;
  /** Some calendar programs show a cancelled shift like any other. */
  calendarCancelled: () => string;
  calendarCancelledNotes: (p: { shift: ShiftTime; zone: string; schedule: string }) => string;
  calendarNotes: (p: { shift: ShiftTime; zone: string; schedule: string; ref: string }) => string;
}
