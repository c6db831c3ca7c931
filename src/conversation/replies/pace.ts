import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { MINUTE } from '#src/platform/duration.ts';

/** The texts of a number in this time show whether a machine is answering our answers. */
export const PACE_WINDOW = 5 * MINUTE;
export const MOST_TEXTS = 30;
const MOST_IDENTICAL = 20;
/** A number that was too fast has calmed down when it sends no more texts than this. */
const CALM = 10;

export interface Pace {
  /** Whether this text should get no answer, unless it is about danger. */
  isTooFast: boolean;
  /** Whether the same words come again and again. */
  isRepeating: boolean;
}

/** `texts`: the texts of the number in the window, newest first. More than 31 make no difference. */
export function measurePace(texts: readonly { body: string }[], { wasTooFast }: { wasTooFast: boolean }): Pace {
  const words = simplifyText(texts[0]?.body ?? '');
  const isRepeating = texts.filter(({ body }) => simplifyText(body) === words).length > MOST_IDENTICAL;
  const isTooFast = isRepeating || texts.length > (wasTooFast ? CALM : MOST_TEXTS);
  return { isTooFast, isRepeating };
}
