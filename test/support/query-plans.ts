import pg from 'pg';
import { type Database, isPostgres } from '#src/db/connect.ts';

/** One statement as it was sent to the database. */
export interface Statement {
  sql: string;
  bindings: unknown[];
}

export interface Costly {
  sql: string;
  why: string;
}

/** The number of calls that are kept of each statement: the first may have found nothing. */
const CALLS_KEPT = 3;

/** Records every statement of this connection that reads or changes rows. */
export function recordStatements(db: Database): Statement[] {
  const statements: Statement[] = [];
  const calls = new Map<string, number>();
  db.on('query', ({ sql, bindings }: Statement) => {
    const shape = sql.replace(/(?:\$\d+|\?)(?:, (?:\$\d+|\?))+/g, '…');
    const known = calls.get(shape) ?? 0;
    // for an empty list no database reads anything
    const isForNone = /\b1 = (?:\?|\$\d+)/.test(sql);
    if (known >= CALLS_KEPT || isForNone || !/^(?:select|update|delete|with)\b/i.test(sql) || /advisory/.test(sql))
      return;
    calls.set(shape, known + 1);
    statements.push({ sql, bindings: [...bindings] });
  });
  return statements;
}

/** The statements that read more rows than they need, with the reason. */
export async function listCostly(db: Database, statements: readonly Statement[]): Promise<Costly[]> {
  const connection = await db.client.acquireConnection();
  try {
    const findWhy = isPostgres(db) ? postgresFinder(connection) : await sqliteFinder(connection);
    const costly: Costly[] = [];
    for (const statement of statements) {
      const why = await findWhy(statement);
      if (why !== undefined) costly.push({ sql: statement.sql, why });
    }
    return costly;
  } finally {
    await db.client.releaseConnection(connection);
  }
}

type FindWhy = (statement: Statement) => Promise<string | undefined>;

/**
 * Small whatever happens, so that reading one whole costs less than an index would: what a watch has of schedules, a row
 * for each counter, job, channel and outage, the last hour of what is erased after an hour, and the people who are being erased.
 */
const SMALL_TABLES = new Set([
  ...['schedules', 'schedule_exceptions', 'counters', 'heartbeats', 'sender_pauses', 'sender_rates', 'sending_holds'],
  ...['rate_limits', 'wrong_codes', 'erasures', 'uptimes'],
]);

/** As many rows as a plan may look at beside those that it hands out: versions of a row that were changed since, neighbours. */
const ROWS_BESIDE = 40;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

interface PostgresConnection {
  query(query: { text: string }): Promise<{ rows: Record<string, { Plan: PlanNode }[]>[] }>;
}

/** After five plans for the values given PostgreSQL may go on with one that fits any, and our connections keep their statements. */
const UNTIL_KEPT = 6;

/**
 * Runs each statement as often as it takes until its plan stays, each time taken back: what the plan really read counts, and
 * no table of any size is read whole.
 */
function postgresFinder(connection: PostgresConnection): FindWhy {
  return async ({ sql, bindings }) => {
    await connection.query({ text: `prepare examined as ${sql}` });
    const values = bindings.length > 0 ? `(${bindings.map(literalOf).join(', ')})` : '';
    try {
      let why: string | undefined;
      for (let run = 0; run < UNTIL_KEPT && why === undefined; run += 1) {
        why = await findCostOfRun(connection, `execute examined${values}`);
      }
      return why;
    } finally {
      await connection.query({ text: 'deallocate examined' });
    }
  };
}

async function findCostOfRun(connection: PostgresConnection, run: string): Promise<string | undefined> {
  await connection.query({ text: 'begin' });
  try {
    const { rows } = await connection.query({ text: `explain (analyze, format json) ${run}` });
    const plan = rows[0]?.['QUERY PLAN']?.[0]?.Plan;
    if (!plan) throw new Error(`no plan of ${run}`);
    return findCost(plan);
  } finally {
    await connection.query({ text: 'rollback' });
  }
}

function literalOf(value: unknown): string {
  if (value === null) return 'null';
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

function findCost(plan: PlanNode): string | undefined {
  const nodes = flatten(plan).filter((node) => !SMALL_TABLES.has(node['Relation Name'] ?? ''));
  const whole = nodes.find((node) => node['Node Type'] === 'Seq Scan');
  if (whole) return `reads all of ${whole['Relation Name']}`;
  const read = nodes.filter((node) => /Scan$/.test(node['Node Type'])).reduce((sum, node) => sum + rowsReadBy(node), 0);
  // an update returns no rows, but it had to read the rows that it changes
  const needed = Math.max(rowsOf(plan), ...(plan['Node Type'] === 'ModifyTable' ? (plan.Plans ?? []).map(rowsOf) : []));
  return read > ROWS_BESIDE + 3 * needed ? `reads ${read} rows for ${needed}` : undefined;
}

function rowsOf(node: PlanNode): number {
  return node['Actual Rows'] * node['Actual Loops'];
}

function rowsReadBy(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (node['Actual Rows'] + removed) * node['Actual Loops'];
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

interface SqliteConnection {
  all(sql: string, bindings: unknown[], done: (error: Error | null, rows: { detail: string }[]) => void): void;
}

/** Indexes that hold what is under way alone: read whole, they are as short as the list of it. */
const LIVE_INDEXES = new Set([
  ...['outbox_due', 'outbox_leased', 'outbox_unknown', 'outbox_in_flight', 'inbox_unhandled'],
  ...['timers_waiting', 'one_time_codes_open'],
]);

/** SQLite says whether it searches or scans, and not how much it found. */
async function sqliteFinder(connection: SqliteConnection): Promise<FindWhy> {
  return async ({ sql, bindings }) => {
    const steps = await new Promise<{ detail: string }[]>((resolve, reject) => {
      connection.all(`explain query plan ${sql}`, bindings, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
    return steps.map(({ detail }) => detail).find(isWholeScan);
  };
}

/** SQLite's name for a select that reads from no table itself. */
const NO_TABLE = 'SCAN CONSTANT ROW';

function isWholeScan(detail: string): boolean {
  if (detail === NO_TABLE) return false;
  const [, table = '', index] = /^SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?/.exec(detail) ?? [];
  return table !== '' && !SMALL_TABLES.has(table) && !LIVE_INDEXES.has(index ?? '');
}
