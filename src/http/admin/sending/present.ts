import type { z } from 'zod';
import type { SendingState } from '#src/messaging/monitoring/sending-state.ts';
import { toIsoOrNull } from '#src/platform/iso.ts';
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
    due_since: toIsoOrNull(dueSince),
    unknown,
    held,
    held_since: toIsoOrNull(hold?.since),
  };
}
