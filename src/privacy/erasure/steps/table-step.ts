import type { Database, Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { KEYS, type SearchedTable } from '#src/privacy/erasure/erasure.ts';
import type { Condition } from '#src/privacy/erasure/words/conditions.ts';
import type { Row } from '#src/privacy/erasure/words/rewrite.ts';
import type { ErasureWork } from '#src/privacy/erasure/work.ts';
import type { Found, Step } from './step.ts';

/** SearchedRows that one statement searches: 2,000 rows take SQLite about 15 ms. */
const SEARCHED = 2000;
const CHANGED = 50;

export interface TableStep {
  table: SearchedTable;
  /** Goes beyond the last row of when the erasure began. Its conditions then say which later rows count. */
  isOpenEnded?: boolean;
  /** SearchedRows that one transaction changes. */
  most?: number;
  /** SearchedRows that may tell of the person. Each condition is a query. */
  conditions(db: Database, work: ErasureWork): Condition[];
  erase(trx: Transaction, work: ErasureWork, rows: Row[]): Promise<void>;
  /** Whether the step must wait. */
  mustWait?(db: Database, work: ErasureWork): Promise<boolean>;
}

/** A step that walks through a table in the order of its key. */
export function tableStep(step: TableStep): Step {
  return { name: step.table, find: (db, work, position) => findIn(step, { db, work, after: Number(position) }) };
}

async function findIn(
  { table, isOpenEnded = false, most = CHANGED, ...step }: TableStep,
  { db, work, after }: { db: Database; work: ErasureWork; after: number },
): Promise<Found> {
  if (await step.mustWait?.(db, work)) return 'wait';
  const key = KEYS[table];
  const ahead = () => {
    const rows = db(table).where(key, '>', after);
    return isOpenEnded ? rows : rows.where(key, '<=', work.erasure.facts.lastIds[table]);
  };
  // ids have large gaps after a restore, so the rows are counted
  const [last] = await listValues<number>(
    ahead()
      .orderBy(key)
      .offset(SEARCHED - 1)
      .limit(1),
    key,
  );
  const found = new Set<number>();
  let end = last;
  for (const condition of step.conditions(db, work)) {
    const rows = ahead().orderBy(key).limit(most);
    if (end !== undefined) rows.where(key, '<=', end);
    condition(rows);
    const ids = await listValues<number>(rows, key);
    for (const id of ids) found.add(id);
    // there may be more behind the last one
    if (ids.length === most) end = ids.at(-1);
  }
  const ids = [...found].filter((id) => end === undefined || id <= end).sort((one, other) => one - other);
  const taken = ids.slice(0, most);
  const position = taken.length < ids.length ? taken.at(-1) : end;
  return {
    position: position === undefined ? undefined : String(position),
    ...(taken.length > 0 && {
      erase: async (trx) => step.erase(trx, work, await trx(table).whereIn(key, taken).orderBy(key)),
    }),
  };
}
