import type { Ask } from './bare-driver.ts';
import { isTransactionControl, type Statement, type Unit } from './unit.ts';

const SMALLEST_ID = 1_000_000;
const LARGEST_ID = 20_000_000;
/** Ids inside keys and JSON. */
const ID_IN_TEXT = /\b\d{7}\b/g;

/** Issues recorded units again, with the new ids in place of the recorded ones. */
export interface Replay {
  run(ask: Ask, unit: Unit): Promise<void>;
  /** Resolves when the rows with all these ids are committed. */
  known(ids: readonly number[]): Promise<unknown>;
}

export function createReplay(): Replay {
  const ids = new Map<number, PromiseWithResolvers<void> & { now?: number }>();
  const slotOf = (then: number) => {
    const slot = ids.get(then) ?? Promise.withResolvers<void>();
    ids.set(then, slot);
    return slot as PromiseWithResolvers<void> & { now?: number };
  };
  const translate = (value: unknown): unknown => {
    if (isId(value)) return ids.get(value)?.now ?? value;
    if (typeof value !== 'string') return value;
    return value.replace(ID_IN_TEXT, (digits) => String(ids.get(Number(digits))?.now ?? digits));
  };
  return {
    run: async (ask, unit) => {
      const learnt: number[] = [];
      for (const statement of unit.statements) {
        const rows = await ask(statement.sql, isTransactionControl(statement) ? [] : statement.bindings.map(translate));
        for (const [then, now] of pairs(statement, rows)) {
          slotOf(then).now ??= now;
          learnt.push(then);
        }
      }
      for (const then of learnt) slotOf(then).resolve();
    },
    known: (wanted) => Promise.all(wanted.map((then) => slotOf(then).promise)),
  };
}

/** The recorded and the new ids of the rows that this statement inserted or changed. */
function pairs({ sql, rows = [] }: Statement, rowsNow: Record<string, unknown>[]): [number, number][] {
  if (!/returning/i.test(sql)) return [];
  return rows.flatMap((row, index) =>
    Object.entries(row).flatMap(([column, then]): [number, number][] => {
      const now = rowsNow[index]?.[column];
      return isId(then) && typeof now === 'number' ? [[then, now]] : [];
    }),
  );
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && value >= SMALLEST_ID && value < LARGEST_ID;
}
