import type { Media } from '#src/messaging/media/media.ts';

export function presentFile(media: Media) {
  return {
    id: media.mediaId,
    kind: media.kind,
    status: media.status,
    content_type: media.contentType,
    size_bytes: media.sizeBytes,
    error: media.error,
    path: `/admin/media/${media.mediaId}`,
  };
}
