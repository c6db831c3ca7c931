import { foldForSms, septetsOf } from './gsm7.ts';
import { ROOM } from './segments.ts';

/** What characters cost as they are sent by SMS. */
interface Cost {
  septets: number;
  units: number;
  isGsm7: boolean;
  /** Some of them must not be split at the end of a segment. */
  hasPairs: boolean;
}

const UNKNOWN = 255;
const NOT_GSM7 = 254;
/** Of each character below U+10000 that was met: its septets, and its units if the text is in UCS-2. */
const septetsByCode = new Uint8Array(0x10000).fill(UNKNOWN);
const unitsByCode = new Uint8Array(0x10000);

/**
 * The end of the longest part of `words` from `start` that fits into the segments, of which there are at least two, together
 * with `frame`: all that the text says besides. Reads each character once, so that long words can be cut into pages.
 */
export function longestFit(
  words: string,
  { start, frame, segments }: { start: number; frame: string; segments: number },
): number {
  const sum: Cost = { septets: 0, units: 0, isGsm7: true, hasPairs: false };
  for (let at = 0; at < frame.length; ) at += addCharacter(sum, frame, at);
  for (let end = start; end < words.length; ) {
    const length = addCharacter(sum, words, end);
    if (!isWithin(sum, segments)) return end;
    end += length;
  }
  return words.length;
}

function isWithin({ septets, units, isGsm7, hasPairs }: Cost, segments: number): boolean {
  // a pair that does not fit at the end of a segment leaves one unit of it empty
  const wasted = hasPairs ? segments - 1 : 0;
  return isGsm7 ? septets <= segments * ROOM['GSM-7'].part - wasted : units <= segments * ROOM['UCS-2'].part - wasted;
}

/** Returns how many units of `text` the character has. */
function addCharacter(sum: Cost, text: string, at: number): number {
  const code = text.charCodeAt(at);
  const isPair = (code & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
  if (!isPair && septetsByCode[code] === UNKNOWN) learn(code);
  const septets = isPair ? NOT_GSM7 : (septetsByCode[code] ?? NOT_GSM7);
  if (septets === NOT_GSM7) sum.isGsm7 = false;
  sum.septets += septets;
  sum.units += isPair ? 2 : (unitsByCode[code] ?? 1);
  if (isPair || septets === 2) sum.hasPairs = true;
  return isPair ? 2 : 1;
}

function learn(code: number): void {
  const sent = foldForSms(String.fromCharCode(code));
  const septets = Array.from(sent, septetsOf);
  const isGsm7 = septets.every((count) => count !== undefined);
  septetsByCode[code] = isGsm7 ? septets.reduce((sum, count) => sum + count, 0) : NOT_GSM7;
  unitsByCode[code] = sent.length;
}
