import { z } from 'zod';
import { questionAt } from '#src/conversation/machine/questions.ts';
import { type Dialogue, FIRST_DIALOGUE, isState } from '#src/conversation/machine/step.ts';
import { EMPTY_CONTEXT } from '#src/conversation/machine/vocabulary.ts';
import { INTENTS } from '#src/conversation/understanding/learned/meanings.ts';
import type { NamedQuestion } from '#src/texts/subjects/dialogue-texts.ts';

/**
 * Raised when a state or a key of the context changes its meaning. `test/saved-places` keeps a fixture of each version.
 */
export const DIALOGUE_VERSION = 1;

const attachment = z.object({
  kind: z.enum(['photo', 'voice', 'place']),
  url: z.string().exactOptional(),
  contentType: z.string().exactOptional(),
  mediaId: z.number().exactOptional(),
  latitude: z.number().exactOptional(),
  longitude: z.number().exactOptional(),
  /** Not saved by earlier versions, and ignored by them. */
  label: z.string().exactOptional(),
  address: z.string().exactOptional(),
});
const shift = z.object({ scheduleId: z.number(), startsAt: z.number() });
/** Not saved by earlier versions, and ignored by them. */
const page = z.object({
  of: z.enum(['roster', 'own']),
  shownAt: z.number(),
  from: z.number(),
  skip: z.number(),
  to: z.number(),
  label: z.string(),
  hasDates: z.boolean(),
});
const contextSchema = z.object({
  list: z
    .object({
      shownAt: z.number(),
      items: z.array(shift),
      more: z.object({ to: z.number(), label: z.string() }).nullable(),
      page: page.nullable().exactOptional(),
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
  /** The next ones are not saved by earlier versions, and ignored by them. */
  askedRef: z
    .object({ command: z.enum(['DROP', 'BUDDY']), at: z.number() })
    .nullable()
    .exactOptional(),
  sighting: z
    .object({ inboxId: z.number(), filesAt: z.number(), isReport: z.literal(true).exactOptional() })
    .nullable()
    .exactOptional(),
  proof: z.string().nullable().exactOptional(),
  wrongProofs: z.object({ count: z.number(), since: z.number() }).nullable().exactOptional(),
  offered: z
    .object({ intents: z.array(z.enum(INTENTS)), words: z.string(), at: z.number() })
    .nullable()
    .exactOptional(),
});

/** The columns of the `conversations` table. */
export interface SavedDialogue {
  version: number | null;
  place: string | null;
  context: string | null;
}

export function saveDialogue(dialogue: Dialogue): SavedDialogue {
  return { version: DIALOGUE_VERSION, place: dialogue.state, context: JSON.stringify(dialogue.context) };
}

/**
 * Never throws. A dialogue that cannot be read begins again, and `lost` is the question that was open, if it is known.
 */
export function restoreDialogue(saved: SavedDialogue): { dialogue: Dialogue; lost: NamedQuestion | undefined } {
  if (saved.version === null || saved.place === null) return { dialogue: FIRST_DIALOGUE, lost: undefined };
  const context = contextSchema.safeParse(parseJson(saved.context));
  const isReadable = saved.version === DIALOGUE_VERSION && isState(saved.place) && context.success;
  if (isReadable) return { dialogue: { state: saved.place, context: context.data }, lost: undefined };
  return { dialogue: { state: FIRST_DIALOGUE.state, context: EMPTY_CONTEXT }, lost: questionAt(saved.place) };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // an unreadable context is an expected outcome
    return undefined;
  }
}
