import { z } from 'zod';
import { periodQuery } from '#src/http/framework/values/date-or-time.ts';
import { cursorOf, pageOf, pageQuery } from '#src/http/framework/values/paging.ts';
import { id, idInput, instant, phone, severity } from '#src/http/framework/values/schemas.ts';
import { textInput, wordsToFind } from '#src/http/framework/values/text-inputs.ts';
import { fromUrl, idInUrl } from '#src/http/framework/values/url-integers.ts';
import { mediaFile } from '../media/schema.ts';

export const reportPath = z.strictObject({ id: idInUrl });

export const reportFilter = z.strictObject({
  severity: fromUrl(severity).optional(),
  ...periodQuery,
  schedule: idInUrl.optional(),
  acknowledged: z.enum(['true', 'false']).optional(),
});
export const reportQuery = reportFilter.extend(pageQuery);

const reporter = z
  .strictObject({ id: id.nullable(), name: z.string().nullable(), phone: phone.nullable() })
  .meta({ id: 'Reporter', description: 'Without id and name if the reporter is not a member.' });

const patrol = z
  .strictObject({
    booking_id: id,
    ref: z.string().nullable(),
    schedule_id: id,
    schedule: z.string(),
    shift_start: instant,
  })
  .meta({ id: 'Patrol' });

const place = {
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  map_url: z.string().nullable().meta({ description: 'A map of the place.' }),
};

const report = z
  .strictObject({
    id,
    case_number: id,
    severity,
    message: z.string(),
    created_at: instant,
    reporter,
    patrol: patrol.nullable().meta({ description: 'Null if the report belongs to no shift.' }),
    ...place,
    additions_count: z.number().int(),
    acknowledged_at: instant.nullable(),
    acknowledged_by: z.strictObject({ id, name: z.string() }).nullable(),
    acknowledged_note: z.string().nullable(),
  })
  .meta({ id: 'CoordinatorsReport' });

const addition = z
  .strictObject({
    id,
    kind: z.enum(['words', 'photo', 'voice', 'place']),
    words: z.string().nullable().meta({ description: 'Of a place: its name and address, if WhatsApp knows them.' }),
    media_type: z.string().nullable().meta({ description: 'As declared by the provider.' }),
    file: mediaFile.nullable(),
    ...place,
    created_at: instant,
  })
  .meta({ id: 'Addition' });

export const reportPage = pageOf(report);

/** As many as a case can have. Cases from before that limit may have more. */
export const MOST_ADDITIONS_SHOWN = 500;
export const additionsQuery = z.strictObject({
  cursor: cursorOf(1).optional(),
  limit: fromUrl(z.int().min(1).max(MOST_ADDITIONS_SHOWN).default(MOST_ADDITIONS_SHOWN)).meta({
    description: 'How many additions are shown.',
  }),
});
export const wholeReport = z
  .strictObject({
    ...report.shape,
    additions: z.array(addition).meta({ description: 'Oldest first.' }),
    next_cursor: z.string().nullable().meta({ description: 'Of the additions. Null if these are the last.' }),
  })
  .meta({ id: 'WholeReport' });

export const redactBody = z.union(
  [
    z.strictObject({ user_id: idInput }).meta({
      description: 'Every name and number that this member ever had, also the short name (`Thandi N`).',
    }),
    z
      .strictObject({
        words: wordsToFind(100),
      })
      .meta({ description: 'Exactly these words, in upper or lower case. A number is found in any spelling.' }),
  ],
  'needs exactly one of user_id and words',
);
export const redactAnswer = z.strictObject({
  redacted: z.number().int().meta({ description: 'How many texts of the case named the person. 0: nothing changed.' }),
  report: wholeReport,
});

export const acknowledgeBody = z.strictObject({ note: textInput(300).default('') });
