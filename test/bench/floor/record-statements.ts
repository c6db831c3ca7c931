import { appendFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
import SqliteClient from 'knex/lib/dialects/sqlite3/index.js';
import { formatUnit, isBegin, isEnd, isRollback, type Statement } from './unit.ts';

/**
 * Loaded into every thread of the real service by `--import`: writes down each statement that is committed, in a file of
 * its thread. What is rolled back, or refused because somebody else writes, is left out: the floor has no such losses.
 */
const file = `${process.env.RECORDING}.${threadId}`;

interface Connection {
  statements: Statement[];
  isInTransaction: boolean;
  /** It holds an advisory lock over several transactions. */
  isHolding: boolean;
}

const connections = new WeakMap<object, Connection>();

for (const { prototype } of [PostgresClient, SqliteClient]) {
  const query = prototype._query;
  prototype._query = async function (connection, asked) {
    const answer = await query.call(this, connection, asked);
    note(connection, { sql: asked.sql, bindings: [...(asked.bindings ?? [])], ...rowsOf(asked.response) });
    return answer;
  };
}

function rowsOf(response: unknown): Pick<Statement, 'rows'> {
  const rows = (response as { rows?: unknown } | undefined)?.rows ?? response;
  return Array.isArray(rows) && rows.length > 0 ? { rows } : {};
}

function note(key: object, statement: Statement): void {
  // after a transaction that could not begin
  if (/^pragma [^;]*$/i.test(statement.sql)) return;
  const connection = connections.get(key) ?? { statements: [], isInTransaction: false, isHolding: false };
  connections.set(key, connection);
  connection.statements.push(statement);
  if (isBegin(statement)) connection.isInTransaction = true;
  if (isEnd(statement)) connection.isInTransaction = false;
  if (isRollback(statement)) connection.statements.splice(connection.statements.findLastIndex(isBegin));
  if (/pg_advisory_lock\(/.test(statement.sql)) connection.isHolding = true;
  if (/pg_advisory_unlock\(/.test(statement.sql)) connection.isHolding = false;
  if (connection.isInTransaction || connection.isHolding) return;
  const { statements } = connection;
  connection.statements = [];
  const at = performance.timeOrigin + performance.now();
  if (statements.length > 0) appendFileSync(file, `${formatUnit({ thread: threadId, at, statements })}\n`);
}
