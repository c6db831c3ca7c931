/** What a value means, whichever way the database keeps it. */
export type ColumnKind = 'number' | 'text' | 'date' | 'instant' | 'boolean' | 'binary';

export interface Column {
  name: string;
  kind: ColumnKind;
  isNullable: boolean;
  hasDefault: boolean;
  /** Its default is the next of a sequence. */
  countsUp: boolean;
  /** In characters; undefined: as long as one likes. */
  longest: number | undefined;
  /** The table whose key it holds. */
  refersTo: string | undefined;
}

export interface Table {
  name: string;
  columns: Column[];
  /** The columns of its primary key. */
  key: string[];
}
