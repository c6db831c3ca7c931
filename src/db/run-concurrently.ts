/**
 * Runs independent statements of a transaction concurrently. On SQLite one statement is built while another runs, and four
 * take about as long as two in sequence. If one fails, it waits for the others, because a statement that runs after the
 * rollback would not be part of the transaction. It throws the first error: PostgreSQL refuses all statements after it.
 */
export async function runConcurrently<Results extends readonly unknown[]>(
  ...statements: { [Each in keyof Results]: PromiseLike<Results[Each]> }
): Promise<Results> {
  // each `then` of a query would run it again
  const running = statements.map((statement) => Promise.resolve(statement));
  const all = Promise.all(running);
  await Promise.allSettled([all, ...running]);
  return all as Promise<unknown> as Promise<Results>;
}
