import type { Database, Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { erasedIdentity } from '#src/volunteers/numbers/number-hash.ts';
import type { Erasure } from './erasure.ts';
import { type MentionedPerson, mentionedPersonOf } from './words/mentioned-person.ts';

/** An erasure under way, with what its steps need. */
export interface ErasureWork {
  erasure: Erasure;
  tools: ErasureTools;
  who: MentionedPerson;
  /** The members who know the person, by conversation. A number of two members in turn has two. */
  writersOf: ReadonlyMap<number, readonly number[]>;
}

export async function loadErasureWork(db: Database, tools: ErasureTools, erasure: Erasure): Promise<ErasureWork> {
  const { identities, names, proved, writers } = erasure.facts;
  const traces = { userId: erasure.userId, identities, names, proved, writers: asAcquaintances(writers) };
  return {
    erasure,
    tools,
    who: mentionedPersonOf(traces, tools.nameless),
    writersOf: await listConversationsOf(
      db,
      writers.map(([userId]) => userId),
    ),
  };
}

/** The conversations with the cases of this person: cases that they reported, under their number or what replaced it. */
export function ownCases(db: Database, { erasure, tools }: ErasureWork) {
  const { userId, facts } = erasure;
  const identities = facts.identities.flatMap((identity) => [identity, erasedIdentity(tools.secret, identity)]);
  return db('reports as own')
    .where('own.reportId', '<=', facts.lastIds.reports)
    .where((theirs) => {
      theirs.whereIn('own.reporterIdentity', identities);
      if (userId !== undefined) theirs.orWhere('own.userId', userId);
    });
}

/** Those of these texts that the person wrote. */
export function ownTexts(db: Database, { erasure }: ErasureWork) {
  return db('inbox as own').where((theirs) => {
    theirs.whereRaw('1 = 0');
    for (const { conversationId, until } of erasure.facts.conversations) {
      theirs.orWhere((texts) => {
        texts.where('own.conversationId', conversationId);
        if (until !== null) texts.where('own.receivedAt', '<=', new Date(until));
      });
    }
  });
}

function asAcquaintances(writers: [number, string[]][]): ReadonlyMap<number, ReadonlySet<string>> {
  return new Map(writers.map(([userId, calls]) => [userId, new Set(calls)]));
}

async function listConversationsOf(db: Database | Transaction, userIds: readonly number[]) {
  const rows: { conversationId: number; userId: number }[] = await inChunks(userIds, (chunk) =>
    db('users as u')
      .join('conversations as c', 'c.identity', 'u.phone')
      .whereIn('u.userId', chunk)
      .select('c.conversationId', 'u.userId'),
  );
  const writersOf = new Map<number, number[]>();
  for (const { conversationId, userId } of rows) {
    writersOf.set(conversationId, [...(writersOf.get(conversationId) ?? []), userId]);
  }
  return writersOf;
}
