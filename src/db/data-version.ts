/** Names the state of a database. */
export interface DataVersion {
  /** Another value after each commit, in whichever process. Equal values mean that nothing was committed in between. */
  read(): Promise<number | string>;
  close(): Promise<void>;
}
