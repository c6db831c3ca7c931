import { isZone, type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';

/** The exceptions of a schedule by local date, so that a listing of many dates goes through them once. */
export interface ExceptionIndex {
  /** Since when they are skipped, in milliseconds. Shifts that started before stay. */
  skipped: ReadonlyMap<LocalDate, number>;
  skippedNights: ReadonlyMap<LocalDate, number>;
  /** In milliseconds. */
  added: ReadonlyMap<LocalDate, readonly number[]>;
}

interface Excepted {
  timezone: string;
  exceptions: readonly {
    skippedDate: LocalDate | null;
    skippedNight: LocalDate | null;
    addedStart: Date | null;
    createdAt: Date;
  }[];
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
    skipped: skippedSince(exceptions, 'skippedDate'),
    skippedNights: skippedSince(exceptions, 'skippedNight'),
    added,
  };
}

function skippedSince(
  exceptions: Excepted['exceptions'],
  skipped: 'skippedDate' | 'skippedNight',
): ReadonlyMap<LocalDate, number> {
  const since = new Map<LocalDate, number>();
  for (const { [skipped]: date, createdAt } of exceptions) {
    if (date !== null) since.set(date, Math.min(since.get(date) ?? Number.POSITIVE_INFINITY, createdAt.getTime()));
  }
  return since;
}
