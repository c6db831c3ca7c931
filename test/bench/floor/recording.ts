import { idsIn, isBegin, type Unit } from './unit.ts';

/** The statements of the service for each text and for sending the answers. The floor issues them again. */
export interface Recording {
  /** By the provider's id of the text: first its receipt, then everything else. */
  texts: Map<string, Unit[]>;
  /** The workers' units, in order. */
  sending: Unit[];
}

export function sortUnits(units: readonly Unit[]): Recording {
  const texts = new Map<string, Unit[]>();
  const sidByInbox = new Map<number, string>();
  const sidByConversation = new Map<unknown, string>();
  const sending: Unit[] = [];
  for (const unit of units) {
    if (unit.thread !== 0) sending.push(unit);
    else {
      const sid = sidIn(unit) ?? idsIn(unit, 'inbox').map((id) => sidByInbox.get(id))[0] ?? lookAgainFor(unit);
      if (sid === undefined) continue;
      texts.set(sid, [...(texts.get(sid) ?? []), unit]);
      for (const id of idsIn(unit, 'inbox')) sidByInbox.set(id, sid);
      for (const id of idsIn(unit, 'conversations')) sidByConversation.set(id, sid);
    }
  }
  return { texts, sending };

  /** After each text of a person the service looks for another one. */
  function lookAgainFor(unit: Unit): string | undefined {
    return idsIn(unit, 'conversations').map((id) => sidByConversation.get(id))[0];
  }
}

function sidIn({ statements }: Unit): string | undefined {
  const values = statements.flatMap(({ bindings }) => bindings);
  return values.find((value): value is string => typeof value === 'string' && /^SM\d{32}$/.test(value));
}

/** The average number of statements for a text and its answer. */
export function effortOf({ texts, sending }: Recording): { statements: number; transactions: number } {
  const units = [...[...texts.values()].flat(), ...sending];
  const statements = units.flatMap((unit) => unit.statements);
  const transactions = statements.filter(isBegin).length;
  return { statements: (statements.length - 2 * transactions) / texts.size, transactions: transactions / texts.size };
}
