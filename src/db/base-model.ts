import { Model, type Pojo } from 'objection';

/**
 * Rows as objects, equal for both databases: SQLite returns instants as integer milliseconds and booleans as 0 and 1.
 * Subclasses `declare` their columns, because an initialiser would overwrite the column on every patch.
 */
export abstract class BaseModel extends Model {
  static instants: readonly string[] = [];
  static booleans: readonly string[] = [];

  override $parseDatabaseJson(json: Pojo): Pojo {
    const { instants, booleans } = this.constructor as typeof BaseModel;
    const row = super.$parseDatabaseJson(json);
    for (const column of instants) if (row[column] != null) row[column] = new Date(row[column]);
    for (const column of booleans) if (row[column] != null) row[column] = Boolean(row[column]);
    return row;
  }
}
