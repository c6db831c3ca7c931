import { Ask } from '#src/asks/ask.ts';
import { findHanded } from '#src/asks/handed.ts';
import { HAS_ENDED, IS_OPEN } from '#src/asks/list-asked-questions.ts';
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
  const newest = await findNewestAsk(trx, { identity, at });
  const open = newest?.kind === 'danger' && newest.isOpenAt(at) ? newest : await findOpenDangerAsk(trx, identity, at);
  const late = isYes && newest?.kind === 'danger' && newest.status !== 'withdrawn' ? newest : undefined;
  const ask = open ?? late;
  const handed = ask && (await findHanded(trx, [ask])).get(ask.askId);
  return handed && handed.at <= at ? ask : undefined;
}

/** The newest ask to this number that nobody has answered. An ask that was opened lately has ended lately, if at all. */
async function findNewestAsk(
  trx: Transaction,
  { identity, at }: { identity: string; at: Date },
): Promise<Ask | undefined> {
  const from = before(at, LATE_YES_COUNTS);
  const [open, ended] = [
    await Ask.query(trx).where({ identity }).whereRaw(IS_OPEN),
    await Ask.query(trx).where({ identity }).whereRaw(HAS_ENDED).where('endedAt', '>', from),
  ];
  const recent = [...open, ...ended].filter(({ openedAt, status }) => openedAt > from && status !== 'answered');
  return recent.sort((one, other) => other.askId - one.askId)[0];
}
