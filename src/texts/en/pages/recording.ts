import type { RecordingTexts } from '#src/texts/pages/recording-texts.ts';

export const recording: RecordingTexts = {
  saved: ({ name }) => `Saved as ${name}. Run npm run test:conversations to play it.`,
  otherWatch:
    'Not saved: this watch had people or texts before the service started, and a conversation test begins with a new watch or the demo watch. Start the service with an empty database, or run npm run demo, and play it again.',
  nothingRecorded: 'Not saved: nobody has texted yet.',
  tooLong: 'Not saved: this session is too long for a test. Start the service with an empty database and play less.',
  changedElsewhere:
    'Not saved: the API or a command changed something, which a conversation test cannot repeat. Start with an empty database and use only the phones and the clock.',
  textWhileClockMoved:
    'Not saved: a text was sent while the clock was moving. Start with an empty database and wait until the clock has moved.',
  codeTooSoon:
    'Not saved: a code was texted before the text before it was answered. Start with an empty database, and wait for the answer before you text a code.',
  notFinished: 'Not saved: texts are still being handled or sent. Try again in a moment.',
  notSent: 'Not saved: a text could not be sent. The log says why. Start with an empty database and play it again.',
  fileLost:
    'Not saved: a photo or voice note could not be fetched, which a conversation test cannot repeat. Start with an empty database and play it again with a file of a usual type.',
  wordsErased:
    'Not saved: texts of this session have been erased. Start with an empty database, and save before somebody is erased.',
  settingUnwritable: ({ setting }) => `Not saved: ${setting} has a line break, which a conversation test cannot show.`,
  badTitle: 'Not saved: the title needs a letter or a digit, and at most 80 characters.',
  noFolder: ({ folder }) => `Not saved: there is no folder ${folder}. Save from a copy of the source code.`,
  notWritable: ({ folder }) => `Not saved: the service may not write to ${folder}.`,
};
