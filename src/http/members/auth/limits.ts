import type { HttpCall } from '#src/http/framework/context.ts';
import { countRequest } from '#src/http/framework/limit-requests.ts';

export async function limitVerifications(ctx: HttpCall): Promise<void> {
  const key = ctx.state.remoteAddress;
  await countRequest(ctx, { limit: 'verifications', key, detail: 'Too many codes were tried from your network.' });
}
