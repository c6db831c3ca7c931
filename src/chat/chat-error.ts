/** Something that the person at the terminal can put right; the message says how. */
export class ChatError extends Error {
  override name = 'ChatError';
}
