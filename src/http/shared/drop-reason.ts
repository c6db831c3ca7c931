import { z } from 'zod';
import { reasonInput } from '#src/http/framework/values/text-inputs.ts';

/**
 * The inputs of a request that drops a booking. The reason is often about somebody's health, and proxies log URLs, so it
 * belongs into the body. The query is still accepted: if an older client were refused, its user would stay on the roster
 * and not come.
 */
export function dropInputs({ longest, description }: { longest: number; description: string }) {
  const reason = reasonInput(longest).optional();
  return {
    body: z.strictObject({ reason: reason.meta({ description }) }),
    query: z.strictObject({
      reason: reason.meta({ description: 'Send it in the body instead: proxies log URLs.', deprecated: true }),
    }),
  };
}

interface Given {
  body: { reason?: string | undefined };
  query: { reason?: string | undefined };
}

/** Empty if there is no reason. */
export function readDropReason({ body, query }: Given): string {
  return body.reason ?? query.reason ?? '';
}
