import { keepPostgresStatements, type PostgresConnection } from './kept-statements.ts';

/**
 * If a machine disappears without closing its connections, its locks are released within a minute. By default PostgreSQL
 * would wait for two hours. None of our transactions pauses for that long.
 */
const SETTINGS =
  "set idle_in_transaction_session_timeout = '60s'; set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3;";

export function preparePostgresConnection(
  connection: PostgresConnection,
  done: (error: Error | null, connection: PostgresConnection) => void,
): void {
  keepPostgresStatements(connection);
  connection.query(SETTINGS, (error) => done(error, connection));
}
