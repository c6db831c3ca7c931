import { isZone, type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';

/** The exceptions of a schedule by local date, so that a listing of many dates goes through them once. */
export interface ExceptionIndex {
  skipped: ReadonlySet<LocalDate>;
  skippedNights: ReadonlySet<LocalDate>;
  /** In milliseconds. */
  added: ReadonlyMap<LocalDate, readonly number[]>;
}

interface Excepted {
  timezone: string;
  exceptions: readonly { skippedDate: LocalDate | null; skippedNight: LocalDate | null; addedStart: Date | null }[];
}

export function indexExceptions({ exceptions, timezone }: Excepted): ExceptionIndex {
  const added = new Map<LocalDate, number[]>();
  for (const { addedStart } of isZone(timezone) ? exceptions : []) {
    if (!addedStart) continue;
    const date = localDateOf(addedStart, timezone);
    const starts = added.get(date) ?? [];
    starts.push(addedStart.getTime());
    added.set(date, starts);
  }
  return {
    skipped: datesAmong(exceptions.map(({ skippedDate }) => skippedDate)),
    skippedNights: datesAmong(exceptions.map(({ skippedNight }) => skippedNight)),
    added,
  };
}

function datesAmong(dates: readonly (LocalDate | null)[]): ReadonlySet<LocalDate> {
  return new Set(dates.filter((date) => date !== null));
}
