/** An error that the person at the terminal can correct. The message says how. */
export class ChatError extends Error {
  override name = 'ChatError';
}
