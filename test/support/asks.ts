import { type NewAsk, openAsk } from '#src/asks/open-ask.ts';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { TimerTools } from '#src/db/timers/schedule-timers.ts';

let keys = 0;

/** Opens an ask without a deadline about booking 17, unless told otherwise. Undefined: its key was used before. */
export async function buildAsk(
  db: Database,
  tools: TimerTools,
  given: Partial<NewAsk> & Pick<NewAsk, 'identity'>,
): ReturnType<typeof openAsk> {
  keys += 1;
  const key = `buddy_invitation:test:${keys}`;
  const values = {
    kind: 'buddy_invitation',
    key,
    subject: 'booking:17',
    ref: 'K7',
    deadlineAt: null,
    ...given,
  } as const;
  return inTransaction(db, (trx) => openAsk(trx, tools, values));
}

/** The same, if its key is new. */
export async function getBuiltAsk(...request: Parameters<typeof buildAsk>) {
  const opened = await buildAsk(...request);
  if (!opened) throw new Error('the key of this ask was used before');
  return opened.ask;
}
