/** The answers of "Save as conversation test". Each refusal says why, and what to do. */
export interface RecordingTexts {
  saved: (p: { name: string }) => string;
  otherWatch: string;
  nothingRecorded: string;
  tooLong: string;
  changedElsewhere: string;
  textWhileClockMoved: string;
  codeTooSoon: string;
  notFinished: string;
  notSent: string;
  fileLost: string;
  wordsErased: string;
  settingUnwritable: (p: { setting: string }) => string;
  badTitle: string;
  noFolder: (p: { folder: string }) => string;
  notWritable: (p: { folder: string }) => string;
}
