/** What we note of a database, in knex's `userParams`, for everything that has a database or a transaction of it. */
export interface DatabaseFacts {
  kind: 'sqlite' | 'postgres';
  /** The file of a SQLite database. */
  file?: string;
  /** The size of the pool. */
  mostConnections: number;
}
