import { z } from 'zod';
import { readBy } from '#src/http/admin/read-by.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem, type ProblemCode } from '#src/http/framework/problem.ts';
import { findMedia, findMediaContent } from '#src/messaging/media/find-media.ts';
import type { Media, MediaStatus } from '#src/messaging/media/media.ts';
import { extensionOf, KEPT_MEDIA_TYPES } from '#src/messaging/media/media-types.ts';
import { mediaPath } from './schema.ts';

/** A stranger may have sent the file. A browser must not run anything in it. */
const SAFE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
};

/** Generated clients know how to read this type. It is the first in the document, because some skip all others. */
const BYTES = 'application/octet-stream';

const read = endpoint({
  operationId: 'readMedia',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/media/:id',
  tag: 'Coordinators: messages',
  summary: 'Read a photo or voice note that somebody sent',
  access: 'coordinator',
  params: mediaPath,
  answers: {
    200: {
      description: 'The file, with its own media type, or with the general one if the request accepts nothing else.',
      mediaType: [BYTES, ...KEPT_MEDIA_TYPES.filter((type) => !type.includes(';'))],
      schema: z.file(),
    },
  },
  problems: ['media_not_here_yet', 'media_not_kept', 'media_not_fetched', 'media_erased'],
  handle: async (call) => {
    const { trx, params, header } = call;
    const media = await findMedia(trx, params.id);
    if (!media) return new Problem('not_found', 'There is no such file.');
    const content = await findMediaContent(trx, media.mediaId);
    if (!content || !media.contentType) return absenceOf(media);
    const headers = { ...SAFE_HEADERS, 'Content-Disposition': dispositionOf(media, media.contentType) };
    const mediaType = header('accept') === BYTES ? BYTES : media.contentType;
    return { status: 200, mediaType, body: content, headers, ...readBy(call, 'media.read', `media:${media.mediaId}`) };
  },
});

export const mediaEndpoints = [read];

/** A browser may show pictures. It saves everything else. */
function dispositionOf({ kind, mediaId }: Media, contentType: string): string {
  const way = contentType.startsWith('image/') ? 'inline' : 'attachment';
  return `${way}; filename="${kind}-${mediaId}.${extensionOf(contentType)}"`;
}

const ABSENCES: Record<MediaStatus, (media: Media) => [ProblemCode, detail: string]> = {
  queued: waiting,
  claimed: waiting,
  kept: () => ['media_erased', 'The file no longer exists.'],
  failed: ({ error }) => ['media_not_kept', `The file could not be fetched: ${error}.`],
  unfetched: ({ error }) => ['media_not_fetched', `The file was not fetched: ${error}.`],
  erased: () => ['media_erased', 'The file was erased.'],
};

function waiting({ error }: Media): [ProblemCode, string] {
  const lastError = error ? ` The last attempt failed: ${error}.` : '';
  return ['media_not_here_yet', `The file is still being fetched. Try again soon.${lastError}`];
}

function absenceOf(media: Media): Problem {
  const [code, detail] = ABSENCES[media.status](media);
  return new Problem(code, detail);
}
