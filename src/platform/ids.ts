import { randomBytes, randomInt } from 'node:crypto';

/** The source of everything random. A test uses its own. */
export interface Ids {
  /** Six digits. */
  oneTimeCode(): string;
  /** Two digits, from 10 to 99. Only the phone that we text them to knows them. */
  proofDigits(): string;
  /** A letter and `length - 1` digits, without pairs that look alike: 0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B, U/V. */
  ref(length: number): string;
  /** Called with the ref that was given: most that are drawn are, and some are in use. Its transaction may still fail. */
  onRefGiven?(ref: string): void;
  /** 256 bits as 43 characters that need no escaping in a URL. */
  token(): string;
  /** In the form of a Twilio SID: a prefix of two letters and 32 hexadecimal digits. */
  sid(prefix: string): string;
}

export const REF_LETTERS = 'ACDEFHJKMNPRTWXY';
export const REF_DIGITS = '23456789';

export const randomIds: Ids = {
  oneTimeCode: () => randomInt(1_000_000).toString().padStart(6, '0'),
  proofDigits: () => randomInt(10, 100).toString(),
  ref: (length) => pick(REF_LETTERS) + Array.from({ length: length - 1 }, () => pick(REF_DIGITS)).join(''),
  token: () => randomBytes(32).toString('base64url'),
  sid: (prefix) => prefix + randomBytes(16).toString('hex'),
};

function pick(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length));
}
