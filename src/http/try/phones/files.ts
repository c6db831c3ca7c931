import type { HttpCall } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { findMedia, findMediaContent } from '#src/messaging/media/find-media.ts';
import type { SharedFiles } from '#src/simulator/phones/shared-files.ts';

/** From here the service fetches the file of a text, as it would from the provider. */
export function answerWithFile(ctx: HttpCall, files: SharedFiles, token: string): void {
  const file = files.find(token);
  if (!file) throw new Problem('not_found', 'There is no such file.');
  ctx.type = file.contentType;
  ctx.body = file.content;
}

/** A file that the service has fetched and keeps. */
export async function answerWithMedia(ctx: HttpCall, id: string): Promise<void> {
  const mediaId = /^\d{1,9}$/.test(id) ? Number(id) : 0;
  const media = await ctx.services.read(async (trx) => {
    const found = await findMedia(trx, mediaId);
    return found && { type: found.contentType, content: await findMediaContent(trx, mediaId) };
  });
  if (!media?.content || !media.type) throw new Problem('not_found', 'The file is not here yet, or not any more.');
  ctx.type = media.type;
  ctx.set('Cache-Control', 'private, max-age=3600');
  ctx.body = media.content;
}
