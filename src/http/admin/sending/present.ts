import type { z } from 'zod';
import { isoOrNull } from '#src/http/framework/values/schemas.ts';
import type { SendingState } from '#src/messaging/monitoring/sending-state.ts';
import type { sendingAnswer } from './schema.ts';

export function presentSending({
  pause,
  due,
  dueSince,
  unknown,
  hold,
  held,
}: SendingState): z.infer<typeof sendingAnswer> {
  const paused = pause && {
    code: pause.code,
    reason: pause.reason,
    since: pause.since.toISOString(),
    next_try_at: pause.until.toISOString(),
  };
  return {
    paused: paused ?? null,
    due,
    due_since: isoOrNull(dueSince ?? null),
    unknown,
    held,
    held_since: isoOrNull(hold?.since ?? null),
  };
}
