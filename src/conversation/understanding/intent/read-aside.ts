import type { Circumstances } from '#src/conversation/events.ts';
import { namesPlaceOrWeapon } from '#src/conversation/understanding/danger/place-or-weapon.ts';
import { isLikeliest } from '#src/conversation/understanding/learned/classify.ts';
import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';
import { type IntentReading, readIntent } from './read-intent.ts';

const ASIDES: ReadonlySet<Intent> = new Set<Intent>(['my', 'who', 'language', 'test', 'stop', 'start', 'leave']);
const THANKS: ReadonlySet<Intent> = new Set<Intent>(['thanks']);
const SURE = 0.8;
const SURE_OF_THANKS = 0.95;

/** "When is my shift again?" and "in Afrikaans please", where we asked something else. Our question is asked again then. */
export function readAside(text: string, circumstances: Circumstances): IntentReading | undefined {
  if (!isLikeliest(text, ASIDES, SURE) && !isLikeliest(text, THANKS, SURE_OF_THANKS)) return undefined;
  const reading = readIntent(text, circumstances);
  // "who is that at the gate?" asks for nobody's patrol
  if (reading?.event.type === 'WHO' && namesPlaceOrWeapon(text)) return undefined;
  return reading && asAside(reading);
}

/** The reading as an aside, if our question can stay open beside it. */
export function asAside(reading: IntentReading): IntentReading | undefined {
  const { type } = reading.event;
  if (type === 'EXPLAIN' || type === 'WHO' || type === 'THANKS') return reading;
  return type === 'MY' ? { ...reading, event: { type, isAside: true } } : undefined;
}
