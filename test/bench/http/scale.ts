/** How much is measured. */
export interface Scale {
  people: number;
  rounds: number;
  /** How long each side is asked in a round. */
  turnMs: number;
  /** Requests before each comparison, so that the code for them is optimized. */
  warmUp: number;
  /** Bookings of each side in a round. */
  bookings: number;
  warmUpBookings: number;
  /** Texts in a round. */
  texts: number;
  /** The statements are recorded in the process that is measured, which makes it slower and saves the start of another. */
  isRecordedInPlace?: boolean;
}

export const FULL: Scale = {
  ...{ people: 25_000, rounds: 5, turnMs: 2_000, warmUp: 4_000, bookings: 240, warmUpBookings: 400, texts: 200 },
};
export const QUICK: Scale = {
  ...{ people: 25_000, rounds: 3, turnMs: 1_000, warmUp: 1_500, bookings: 120, warmUpBookings: 240, texts: 80 },
};
/** Shows only that the rows still work, in few seconds. */
export const SMOKE: Scale = {
  ...{
    people: 300,
    rounds: 1,
    turnMs: 20,
    warmUp: 8,
    bookings: 8,
    warmUpBookings: 8,
    texts: 4,
    isRecordedInPlace: true,
  },
};
