import type { Database } from '#src/db/connect.ts';

/** A connection of the driver. Only the pool and the driver know what is in it. */
export interface Connection {
  /** If set, the pool closes the connection instead of giving it to anybody again. */
  __knex__disposed?: unknown;
}

/** Takes a connection from the pool. The caller gives it back. */
export async function acquireConnection(db: Database): Promise<Connection> {
  return db.client.acquireConnection();
}

export async function releaseConnection(db: Database, connection: Connection): Promise<void> {
  await db.client.releaseConnection(connection);
}

/** Makes the pool close a connection whose state is unknown. */
export function discardConnection(connection: Connection, reason: unknown): void {
  connection.__knex__disposed = reason;
}

/** Runs a statement that begins or ends a transaction. Returns the answer of PostgreSQL's driver. */
export async function runControl(db: Database, connection: Connection, sql: string): Promise<ControlAnswer> {
  const { response } = await db.client.query(connection, sql);
  return response;
}

/** Several statements have several answers. */
export type ControlAnswer = { command?: string } | { command?: string }[] | undefined;
