import type { TransactionConfig, TransactionStatements } from '#src/db/knex/transaction-config.ts';

export function postgresStatements(config: TransactionConfig): TransactionStatements {
  const { isolationLevel, readOnly, isAsynchronous } = config;
  const modes = [isolationLevel && `ISOLATION LEVEL ${isolationLevel}`, readOnly && 'READ ONLY'].filter(Boolean);
  // one string, so that it is one round trip
  const commit = isAsynchronous ? 'SET LOCAL synchronous_commit = off; COMMIT' : 'COMMIT';
  return { begin: [`BEGIN ${modes.join(', ')}`.trim()], undoBegin: [], commit: [commit], rollback: ['ROLLBACK'] };
}
