import { Ask } from '#src/asks/ask.ts';
import { findHanded } from '#src/asks/handed.ts';
import type { Transaction } from '#src/db/connect.ts';
import { before, HOUR } from '#src/platform/duration.ts';

/** What an ask of the kind `danger` knows. The words stay in the texts. */
export interface DangerPayload {
  conversationId: number;
  /** Whoever sent them, if we know the number. The ask itself names members only. */
  userId: number | null;
  /** The texts that suggested danger. */
  inboxIds: number[];
  /** They are on patrol, unknown to us, or named a place or a weapon: silence raises the alarm soon, also by day. */
  isUrgent: boolean;
  /** `safe`: they said no, and we asked them to confirm it. */
  step: 'danger' | 'safe';
}

/** A late yes still raises the alarm. */
const LATE_YES_COUNTS = HOUR;

export function dangerPayloadOf({ payload }: Pick<Ask, 'payload'>): DangerPayload {
  return JSON.parse(payload);
}

/** The question "are you in danger?" that is open for this number. */
export async function findOpenDangerAsk(trx: Transaction, identity: string, at: Date): Promise<Ask | undefined> {
  const ask = await Ask.query(trx).findOne({ identity, kind: 'danger', status: 'open' });
  return ask?.isOpenAt(at) ? ask : undefined;
}

/**
 * The question "are you in danger?" that this number answers at `at`: the open one, if it was sent. A yes may also come late,
 * if we have asked this number nothing else since.
 */
export async function findAnsweredDangerAsk(
  trx: Transaction,
  { identity, at, isYes }: { identity: string; at: Date; isYes: boolean },
): Promise<Ask | undefined> {
  const recent = Ask.query(trx).where({ identity }).where('openedAt', '>', before(at, LATE_YES_COUNTS));
  const [newest] = await recent.whereNot({ status: 'answered' }).orderBy('askId', 'desc').limit(1);
  const open = newest?.kind === 'danger' && newest.isOpenAt(at) ? newest : await findOpenDangerAsk(trx, identity, at);
  const late = isYes && newest?.kind === 'danger' && newest.status !== 'withdrawn' ? newest : undefined;
  const ask = open ?? late;
  const handed = ask && (await findHanded(trx, [ask])).get(ask.askId);
  return handed && handed.at <= at ? ask : undefined;
}
