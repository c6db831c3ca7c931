import { z } from 'zod';
import { questionAt } from './machine/questions.ts';
import { isState, type Place, START_PLACE } from './machine/step.ts';
import { EMPTY_CONTEXT, type Question } from './machine/vocabulary.ts';

/** Raised whenever a state or the context changes its meaning; a fixture of each stays in `test/saved-places`. */
export const PLACE_VERSION = 1;

const attachment = z.object({
  kind: z.enum(['photo', 'voice', 'place']),
  url: z.string().exactOptional(),
  contentType: z.string().exactOptional(),
  mediaId: z.number().exactOptional(),
  latitude: z.number().exactOptional(),
  longitude: z.number().exactOptional(),
});
const shift = z.object({ scheduleId: z.number(), startsAt: z.number() });
const contextSchema = z.object({
  list: z
    .object({
      shownAt: z.number(),
      items: z.array(shift),
      more: z.object({ to: z.number(), label: z.string() }).nullable(),
    })
    .nullable(),
  chosen: shift.nullable(),
  bookingId: z.number().nullable(),
  bookingIds: z.array(z.number()),
  verb: z.enum(['IN', 'OUT']),
  words: z.string(),
  attachments: z.array(attachment),
  reportId: z.number().nullable(),
  caseOpenUntil: z.number(),
  userId: z.number().nullable(),
  misses: z.number(),
});

/** As it lies in the `conversations` table. */
export interface SavedPlace {
  version: number | null;
  place: string | null;
  context: string | null;
}

export function savePlace(place: Place): SavedPlace {
  return { version: PLACE_VERSION, place: place.state, context: JSON.stringify(place.context) };
}

/** Never throws: what can't be read begins anew, and `lost` says what was being asked, if that much is known. */
export function restorePlace(saved: SavedPlace): { place: Place; lost: Question | undefined } {
  if (saved.version === null || saved.place === null) return { place: START_PLACE, lost: undefined };
  const context = contextSchema.safeParse(parseJson(saved.context));
  const isReadable = saved.version === PLACE_VERSION && isState(saved.place) && context.success;
  if (isReadable) return { place: { state: saved.place, context: context.data }, lost: undefined };
  return { place: { state: START_PLACE.state, context: EMPTY_CONTEXT }, lost: questionAt(saved.place) };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // an unreadable context is an outcome: the conversation begins anew
    return undefined;
  }
}
