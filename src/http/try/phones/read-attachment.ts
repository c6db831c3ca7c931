import { Problem } from '#src/http/framework/problem.ts';
import { findUpload, textOf } from '#src/http/pages/read-form.ts';
import { findMediaType } from '#src/messaging/media/media-types.ts';
import type { SharedFile } from '#src/simulator/phones/shared-files.ts';
import { samplePicture, sampleSound } from '#src/simulator/sample-files.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

/** What is sent with the words: a file, or the fields of a place in Twilio's form. */
export type Sent = { kind: 'file'; file: SharedFile } | { kind: 'place'; fields: Record<string, string> };

const SAMPLES = {
  photo: () => ({ content: samplePicture(), contentType: 'image/png' }),
  voice: () => ({ content: sampleSound(), contentType: 'audio/wav' }),
} as const;

/** Two numbers and a name. Each part is short, so that no text takes long to read. */
const PLACE = /^ {0,9}(-?\d{1,2}(?:\.\d{1,9})?)[ ,;]{1,9}(-?\d{1,3}(?:\.\d{1,9})?)(.*)$/;

/** Undefined if nothing is attached. A file that a person has chosen is sent even if they chose no kind. Throws a problem. */
export async function readAttachment(form: FormData, texts: TryPageTexts): Promise<Sent | undefined> {
  const kind = textOf(form, 'attach');
  if (kind === 'place') return { kind, fields: readPlace(textOf(form, 'place'), texts) };
  const upload = findUpload(form, 'file');
  if (upload) {
    const content = Buffer.from(await upload.arrayBuffer());
    const contentType = (await findMediaType(content)) ?? upload.type;
    return { kind: 'file', file: { content, contentType } };
  }
  return kind === 'photo' || kind === 'voice' ? { kind: 'file', file: SAMPLES[kind]() } : undefined;
}

function readPlace(typed: string, texts: TryPageTexts): Record<string, string> {
  const [, latitude, longitude, label] = PLACE.exec(typed) ?? [];
  if (latitude === undefined || longitude === undefined) throw new Problem('validation_failed', texts.notAPlace);
  return { Latitude: latitude, Longitude: longitude, ...(label?.trim() && { Label: label.trim() }) };
}
