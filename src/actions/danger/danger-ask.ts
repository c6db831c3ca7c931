import { Ask } from '#src/asks/ask.ts';
import { compareHanded, findHanded, type Handed } from '#src/asks/handed.ts';
import { HAS_ENDED, IS_OPEN } from '#src/asks/list-asked-questions.ts';
import type { Transaction } from '#src/db/connect.ts';
import { before, DAY } from '#src/platform/duration.ts';

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

/** We remember for so long that we asked. The next morning, a yes may still be the answer. */
const REMEMBERED = DAY;

export function dangerPayloadOf({ payload }: Pick<Ask, 'payload'>): DangerPayload {
  return JSON.parse(payload);
}

/** The question "are you in danger?" that is open for this number. */
export async function findOpenDangerAsk(trx: Transaction, identity: string, at: Date): Promise<Ask | undefined> {
  const ask = await Ask.query(trx).findOne({ identity, kind: 'danger', status: 'open' });
  return ask?.isOpenAt(at) ? ask : undefined;
}

export interface AskedDanger {
  ask: Ask;
  /** When its question was last handed to the provider. */
  handed: Handed;
  /** It is over, but it is the last question of ours that this number got. */
  isLate: boolean;
}

/** The question "are you in danger?" that this number may answer at `at`: the open one, or else the last ask that it got. */
export async function findAskedDanger(
  trx: Transaction,
  { identity, at }: { identity: string; at: Date },
): Promise<AskedDanger | undefined> {
  const asks = await listRecentAsks(trx, identity, at);
  if (!asks.some(({ kind }) => kind === 'danger')) return undefined;
  const handedOf = await findHanded(trx, asks);
  const sent = asks
    .flatMap((ask) => ({ ask, handed: handedOf.get(ask.askId) }))
    .filter((each): each is Omit<AskedDanger, 'isLate'> => each.handed !== undefined && each.handed.at <= at)
    .sort((one, other) => compareHanded(other.handed, one.handed));
  const open = sent.find(({ ask }) => ask.kind === 'danger' && ask.isOpenAt(at));
  if (open) return { ...open, isLate: false };
  const [last] = sent;
  return last?.ask.kind === 'danger' ? { ...last, isLate: true } : undefined;
}

async function listRecentAsks(trx: Transaction, identity: string, at: Date): Promise<Ask[]> {
  const open = await Ask.query(trx).where({ identity }).whereRaw(IS_OPEN);
  // compared as a pair, so that PostgreSQL looks into the index of the person and not into that of all who were asked of late
  const ended = Ask.query(trx).where({ identity }).whereRaw(HAS_ENDED);
  return [...open, ...(await ended.whereRaw('(identity, ended_at) > (?, ?)', [identity, before(at, REMEMBERED)]))];
}
