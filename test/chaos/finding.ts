/** A promise that was broken, and how. */
export interface Finding {
  promise: string;
  what: string;
}

export type Find = (promise: string, what: string) => void;
