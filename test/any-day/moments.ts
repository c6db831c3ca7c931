export interface Moment {
  name: string;
  /** The time at which the run begins. */
  at: string;
  /** The zone of the machine, which must not matter: each watch has its own zone. */
  machineZone: string;
}

/** Moments at which tests are likely to break if they depend on the day. Each has another zone of the machine. */
export const MOMENTS: readonly Moment[] = [
  { name: 'Saturday 00:30', at: '2027-01-16T00:30:00+02:00', machineZone: 'Africa/Johannesburg' },
  { name: 'the night of a European clock change', at: '2027-03-28T01:58:00+01:00', machineZone: 'Europe/Berlin' },
  { name: '31 December 23:58', at: '2026-12-31T23:58:00+02:00', machineZone: 'Pacific/Auckland' },
  { name: '29 February', at: '2028-02-29T09:00:00+02:00', machineZone: 'America/Los_Angeles' },
  { name: 'the edge of the season, 30 April 22:30', at: '2027-04-30T22:30:00+02:00', machineZone: 'Asia/Kolkata' },
  { name: 'Monday noon', at: '2027-06-14T12:00:00+02:00', machineZone: 'UTC' },
];

/** The same commit always gets the same moment, and all moments get their turn. */
export function momentOfCommit(hash: string): Moment {
  const index = Number.parseInt(hash.slice(0, 8), 16) % MOMENTS.length;
  const localNow = MOMENTS[index];
  if (!localNow) throw new Error(`"${hash}" is not the hash of a commit`);
  return localNow;
}

/** Every fourth of these files. Which ones they are depends on other digits of the hash than the moment does. */
export function quarterOfCommit(hash: string, files: readonly string[]): string[] {
  const quarter = Number.parseInt(hash.slice(8, 16), 16) % 4;
  return files.filter((_, index) => index % 4 === quarter);
}
