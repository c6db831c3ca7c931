/** Why a recording cannot be saved. `texts/` has a sentence for each, which also says what to do. */
export type Refusal =
  | { reason: 'otherWatch' }
  | { reason: 'nothingRecorded' }
  | { reason: 'tooLong' }
  /** The API or a command changed something. */
  | { reason: 'changedElsewhere' }
  | { reason: 'textWhileClockMoved' }
  /** Nobody can tell whether the code was read before it was erased. */
  | { reason: 'codeTooSoon' }
  /** A text has not been handled yet, or a message not been sent. */
  | { reason: 'notFinished' }
  | { reason: 'notSent' }
  /** A photo or a voice note could not be fetched. */
  | { reason: 'fileLost' }
  /** Words that a person received are erased, because somebody was. */
  | { reason: 'wordsErased' }
  | { reason: 'settingUnwritable'; setting: string }
  | { reason: 'badTitle' }
  | { reason: 'noFolder'; folder: string }
  | { reason: 'notWritable'; folder: string };
