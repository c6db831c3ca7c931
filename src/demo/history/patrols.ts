/** What happened to a booking, or what will. Somebody with no buddy goes alone. */
export interface Patrol {
  /** Counts from the Friday. The night has hours after 24. */
  night: number;
  hour: 20 | 22 | 24 | 26;
  /** First names. */
  booker: string;
  buddy?: string;
  /** What the booker types instead of a member's name and number. */
  stranger?: string;
  /** The buddy has not answered. */
  isUnconfirmed?: boolean;
  /** A coordinator booked it. */
  by?: string;
  /** Nobody came. */
  isMissed?: boolean;
}

/** Nobody took 02:00 on Friday and on Sunday, nor 22:00 on Tuesday. */
export const PAST_PATROLS: readonly Patrol[] = [
  { night: -7, hour: 20, booker: 'Sipho', buddy: 'Lerato' },
  { night: -7, hour: 22, booker: 'Johan', buddy: 'Annelise' },
  { night: -7, hour: 24, booker: 'Themba', buddy: 'Bongani' },
  { night: -6, hour: 20, booker: 'Priya', buddy: 'Kavita' },
  { night: -6, hour: 22, booker: 'Kagiso', buddy: 'Tshepo' },
  { night: -6, hour: 24, booker: 'Deon', buddy: 'Elmarie' },
  { night: -6, hour: 26, booker: 'Vusi', buddy: 'Siyabonga' },
  { night: -5, hour: 20, booker: 'Ayesha', buddy: 'Rashid' },
  { night: -5, hour: 22, booker: 'Mandla', buddy: 'Zanele' },
  { night: -5, hour: 24, booker: 'Sipho', buddy: 'Themba' },
  { night: -4, hour: 20, booker: 'Claire', buddy: 'David' },
  { night: -4, hour: 22, booker: 'Johan', buddy: 'Deon' },
  { night: -3, hour: 20, booker: 'Naledi', buddy: 'Refilwe' },
  { night: -2, hour: 20, booker: 'Yusuf', buddy: 'Rashid' },
  { night: -2, hour: 22, booker: 'Lwazi', isMissed: true },
  { night: -1, hour: 20, booker: 'Lerato', buddy: 'Sipho' },
  { night: -1, hour: 22, booker: 'Bongani', buddy: 'Mandla' },
];

/** The first of them is under way on the Friday at 21:00. */
export const COMING_PATROLS: readonly Patrol[] = [
  { night: 0, hour: 20, booker: 'Annelise', buddy: 'Elmarie' },
  { night: 0, hour: 22, booker: 'Vusi', buddy: 'Kagiso' },
  { night: 0, hour: 26, booker: 'Deon' },
  { night: 1, hour: 20, booker: 'Priya', buddy: 'Ayesha', isUnconfirmed: true },
  { night: 1, hour: 22, booker: 'Themba', buddy: 'Xolani' },
  { night: 1, hour: 24, booker: 'Sipho', buddy: 'Mpho', isUnconfirmed: true },
  { night: 2, hour: 20, booker: 'Claire', buddy: 'David' },
  { night: 2, hour: 24, booker: 'Johan', stranger: 'my brother Hennie' },
  { night: 3, hour: 20, booker: 'Naledi', buddy: 'Refilwe' },
  { night: 4, hour: 20, booker: 'Yusuf', buddy: 'Rashid', isUnconfirmed: true, by: 'Fatima' },
  { night: 4, hour: 22, booker: 'Busisiwe', buddy: 'Lindiwe' },
  { night: 5, hour: 22, booker: 'Mandla', buddy: 'Zanele' },
  { night: 6, hour: 20, booker: 'Thandeka', buddy: 'Grace' },
];
