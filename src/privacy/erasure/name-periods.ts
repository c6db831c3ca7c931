import type { Transaction } from '#src/db/connect.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** The time in which a person had a name, in milliseconds. `until` is undefined for the current name. */
export interface NamePeriod {
  name: string;
  since: number;
  until: number | undefined;
}

interface Change {
  at: number;
  action: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

const PROOFS: ReadonlySet<string> = new Set(['user.join', 'user.prove', 'user.prove_again']);

/**
 * The names of this member over time. `proved` has only names that came with a proved number, from the proof on. Before the
 * proof, anybody may have typed any name.
 */
export async function listNamePeriods(
  trx: Transaction,
  user: User,
): Promise<{ all: NamePeriod[]; proved: NamePeriod[] }> {
  const changes = await listChanges(trx, user.userId);
  const all = periodsOf(user, changes);
  const proofs = proofsOf(user, changes);
  const proved = all.flatMap((period) => {
    const proof = proofs.find(({ from, to }) => to >= period.since && from <= (period.until ?? from));
    return proof ? { ...period, since: Math.max(period.since, proof.from) } : [];
  });
  return { all, proved: proved.filter(({ since, until }) => until === undefined || since < until) };
}

function periodsOf({ name, createdAt }: User, changes: readonly Change[]): NamePeriod[] {
  const renames = changes.filter(({ action }) => action === 'user.rename');
  let since = createdAt.getTime();
  const earlier = renames.map(({ at, before }) => {
    const period = { name: String(before.name ?? ''), since, until: at };
    since = at;
    return period;
  });
  return [...earlier, { name, since, until: undefined }].filter((period) => period.name !== '');
}

/** The periods in which their number at the time was proved. A new number must be proved again. */
function proofsOf({ verifiedAt }: User, changes: readonly Change[]): { from: number; to: number }[] {
  const proofs: { from: number; to: number }[] = [];
  let from: number | undefined;
  for (const { action, at } of changes) {
    if (PROOFS.has(action)) from ??= at;
    if (action !== 'user.phone') continue;
    if (from !== undefined) proofs.push({ from, to: at });
    from = undefined;
  }
  from ??= verifiedAt?.getTime();
  return from === undefined ? proofs : [...proofs, { from, to: Number.POSITIVE_INFINITY }];
}

async function listChanges(trx: Transaction, userId: number): Promise<Change[]> {
  const events: { action: string; before: string | null; after: string | null; createdAt: Date | number }[] = await trx(
    'audit_events',
  )
    .where({ subject: `user:${userId}` })
    .orderBy('auditEventId')
    .select('action', 'before', 'after', 'createdAt');
  return events.map(({ action, before, after, createdAt }) => ({
    at: new Date(createdAt).getTime(),
    action,
    before: before ? JSON.parse(before) : {},
    after: after ? JSON.parse(after) : {},
  }));
}
