/** The meaning of a column, whatever its type in the database. */
export type ColumnKind = 'number' | 'text' | 'date' | 'instant' | 'boolean' | 'binary';

export interface Column {
  name: string;
  kind: ColumnKind;
  isNullable: boolean;
  hasDefault: boolean;
  /** The default is the next number of a sequence. */
  countsUp: boolean;
  /** In characters; undefined if unlimited. */
  longest: number | undefined;
  /** The table that it refers to. */
  refersTo: string | undefined;
}

export interface Table {
  name: string;
  columns: Column[];
  /** The columns of its primary key. */
  key: string[];
}
