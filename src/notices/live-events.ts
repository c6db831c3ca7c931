import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';

/** What coordinators who look at a screen see as it happens. Ids and times: who may see more, asks for it. */
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
  | { type: 'schedule_change'; schedule_id: number };

/** Commits with what it tells of. */
export async function recordLiveEvent(trx: Transaction, clock: Clock, { type, ...body }: LiveEvent): Promise<void> {
  await trx('live_events').insert({ type, body: JSON.stringify(body), createdAt: clock.now() });
}
