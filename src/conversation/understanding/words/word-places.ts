/**
 * Each place in which a word can count, and the meanings that a word can have there. In one place, a word has one meaning.
 */
const MEANINGS = {
  /** The whole text, before anything else is read. `stopOrShift`: on WhatsApp, perhaps only the shift was meant. */
  optOut: ['stop', 'stopOrShift', 'start', 'yesOrStart'],
  /** Anywhere, with danger. The lists of words and phrases that mean danger are in `understanding/danger`. */
  danger: ['sos'],
  /** The first word of a text, whatever we asked. Its own name is one of the words of a command. */
  command: [
    ...(['JOIN', 'CODE', 'NAME', 'SHIFTS', 'MORE', 'BOOK', 'BUDDY', 'MY', 'DROP', 'IN', 'OUT', 'REPORT'] as const),
    ...(['SHOW', 'FORGET', 'WHO', 'MENU', 'BACK', 'ADMIT', 'REFUSE', 'REMOVE', 'ACK'] as const),
  ],
  /** The whole text, unless we wait for a free answer such as a name. */
  wholeText: ['greeting', 'JOIN', 'IN', 'OUT', 'BACK', 'CODE'],
  /** First words of commands and answers that are coming, kept free so that nothing else takes them. */
  reserved: ['command', 'answer'],
  /** The whole text, or its first words, in answer to any question for yes or no. `ok` begins too many other sentences. */
  answer: ['yes', 'ok', 'no', 'thanks'],
  /**
   * Sentences in answer to an ask. `firmYes` is a yes even after "no" ("no, I'll be there"); `mildYes` only without other words.
   * `ownNo` ("I can't come") is a no wherever it stands. `firmNo` ("can't come") is one at the start: "Sipho can't come" is
   * about Sipho. After `mildNo` ("can't", "sick") no other words may follow.
   */
  ask: ['firmYes', 'mildYes', 'noProblem', 'ownNo', 'firmNo', 'mildNo', 'who', 'unsure'],
  /** In answer to "are you in danger?". `over`, anywhere in a sentence without other danger: it was, and is no more. Who is gone may be missing. */
  dangerAsk: ['safe', 'over'],
  /** Words inside an answer. With `doubt` in it, a yes or no is not plain. `excuse` says why not. */
  inside: ['doubt', 'excuse', 'polite', 'please', 'when'],
  /** After a yes or no to "give it up?" or "delete everything?": what is done, and the words around it. */
  decision: ['action', 'filler'],
  /** In answer to "how serious is it?", and after REPORT. `calm` and `ok` are too weak to change a case that was filed. */
  severity: ['quiet', 'calm', 'ok', 'suspicious', 'incident'],
  /** In answer to "who is coming with you?", and after the shift that is booked. `open`: nobody yet. */
  buddy: ['none', 'open'],
  /** Among the words of a time, such as `sat night 2am`. */
  time: [
    ...(['yesterday', 'today', 'tonight', 'tomorrow', 'night', 'midnight', 'noon'] as const),
    ...(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const),
  ],
  /** The whole text, as an item of a list. */
  list: ['first', 'second', 'third'],
} as const satisfies Record<string, readonly string[]>;

export type WordPlace = keyof typeof MEANINGS;
export type WordMeaning<At extends WordPlace> = (typeof MEANINGS)[At][number];

/** What a word can mean there. */
export function meaningsIn<At extends WordPlace>(place: At): readonly WordMeaning<At>[] {
  return MEANINGS[place];
}

export function isMeaning(place: string, meaning: string): place is WordPlace {
  return Object.hasOwn(MEANINGS, place) && (MEANINGS[place as WordPlace] as readonly string[]).includes(meaning);
}
