import type { Database } from '#src/db/connect.ts';

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

/** The current name of a member, or the last one before the erasure began. */
export interface NamedMember {
  userId: number;
  name: string;
  createdAt: Date;
  verifiedAt: Date | null;
}

const PROOFS: ReadonlySet<string> = new Set(['user.join', 'user.prove', 'user.prove_again']);

/**
 * The names of this member over time. `proved` has only names that came with a proved number, from the proof on. Before the
 * proof, anybody may have typed any name.
 */
export async function listNamePeriods(
  db: Database,
  user: NamedMember,
): Promise<{ all: NamePeriod[]; proved: NamePeriod[] }> {
  const changes = await listChanges(db, user.userId);
  const all = periodsOf(user, changes);
  const proofs = proofsOf(user, changes);
  const proved = all.flatMap((period) => {
    const proof = proofs.find(({ from, to }) => to >= period.since && from <= (period.until ?? from));
    return proof ? { ...period, since: Math.max(period.since, proof.from) } : [];
  });
  return { all, proved: proved.filter(({ since, until }) => until === undefined || since < until) };
}

function periodsOf({ name, createdAt }: NamedMember, changes: readonly Change[]): NamePeriod[] {
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
function proofsOf({ verifiedAt }: NamedMember, changes: readonly Change[]): { from: number; to: number }[] {
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

/** Entries in memory at once. */
const READ = 500;

async function listChanges(db: Database, userId: number): Promise<Change[]> {
  const changes: Change[] = [];
  for (let after = 0; ; ) {
    const events: StoredEvent[] = await db('audit_events')
      .where({ subject: `user:${userId}` })
      .where('auditEventId', '>', after)
      .where((names) => names.where('before', 'like', '%"name"%').orWhereIn('action', [...PROOFS, 'user.phone']))
      .orderBy('auditEventId')
      .limit(READ)
      .select('auditEventId', 'action', 'before', 'after', 'createdAt');
    changes.push(...events.map(changeOf));
    const last = events.at(-1);
    if (!last || events.length < READ) return changes;
    after = last.auditEventId;
  }
}

interface StoredEvent {
  auditEventId: number;
  action: string;
  before: string | null;
  after: string | null;
  createdAt: Date | number;
}

function changeOf({ action, before, after, createdAt }: StoredEvent): Change {
  return {
    at: new Date(createdAt).getTime(),
    action,
    before: before ? JSON.parse(before) : {},
    after: after ? JSON.parse(after) : {},
  };
}
