import type { Transaction } from '#src/db/connect.ts';
import { recordEvent } from '#src/db/signals/record-event.ts';
import type { Clock } from '#src/platform/clock.ts';

/** What coordinators who look at a screen see as it happens. Only ids and times. A reader who may see more fetches it. */
export type LiveEvent =
  | { type: 'report'; report_id: number; case_number: number; severity: number }
  | { type: 'report_addition'; report_id: number; case_number: number; kind: string }
  | { type: 'report_acknowledged'; report_id: number; case_number: number; user_id: number }
  | {
      type: 'booking' | 'drop' | 'move' | 'buddy_change' | 'attendance';
      booking_id: number;
      schedule_id: number;
      shift_start: string;
    }
  | { type: 'check_in' | 'check_out'; booking_id: number; user_id: number; at: string }
  | { type: 'check_in_withdrawn'; booking_id: number; user_id: number }
  | { type: 'needs_person'; inbox_id: number; conversation_id: number }
  /** An answer to what this coordinator wrote. */
  | { type: 'reply'; inbox_id: number; conversation_id: number; user_id: number }
  | { type: 'newcomer' | 'member_change'; user_id: number; status: string }
  /** The account or the sending number is refused: nothing leaves until it works again. */
  | { type: 'sending_paused' | 'sending_resumed' }
  | { type: 'schedule_change'; schedule_id: number };

/** Commits with what it tells of. */
export function recordLiveEvent(trx: Transaction, clock: Clock, { type, ...body }: LiveEvent): void {
  recordEvent(trx, { type, body: JSON.stringify(body), createdAt: clock.now() });
}

export interface RecordedEvent {
  id: number;
  type: string;
  /** JSON, with when it was. */
  data: string;
}

/** Those after this id, oldest first. */
export async function listLiveEvents(trx: Transaction, afterId: number, limit: number): Promise<RecordedEvent[]> {
  const rows: { liveEventId: number; type: string; body: string; createdAt: Date | number }[] = await trx('live_events')
    .where('liveEventId', '>', afterId)
    .orderBy('liveEventId')
    .limit(limit);
  return rows.map(({ liveEventId, type, body, createdAt }) => {
    const data = JSON.stringify({ at: new Date(createdAt).toISOString(), ...JSON.parse(body) });
    return { id: liveEventId, type, data };
  });
}

/** 0 before the first. */
export async function lastLiveEventId(trx: Transaction): Promise<number> {
  const [row] = await trx('live_events').max('liveEventId as last');
  return Number(row?.last ?? 0);
}
