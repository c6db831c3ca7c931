/**
 * Statements of one transaction that need nothing of each other, in whatever order they are done: on SQLite one is built while
 * another is done, and four take about as long as two, one by one. Waits for all of them even where one fails, since what came
 * after the rollback would be no part of the transaction; throws what failed first, as PostgreSQL refuses all that comes after.
 */
export async function runConcurrently<Results extends readonly unknown[]>(
  ...statements: { [Each in keyof Results]: PromiseLike<Results[Each]> }
): Promise<Results> {
  // a query begins whenever it is asked for its result: once is enough
  const running = statements.map((statement) => Promise.resolve(statement));
  const all = Promise.all(running);
  await Promise.allSettled([all, ...running]);
  return all as Promise<unknown> as Promise<Results>;
}
