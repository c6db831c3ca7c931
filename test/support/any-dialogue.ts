import type { Attachment } from '#src/conversation/events.ts';
import { takeTurn } from '#src/conversation/take-turn.ts';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { ensureAddress, identityOf } from '#src/volunteers/numbers/address.ts';
import { at } from './build-roster.ts';

/** One sender of each kind, by the dialogue states that they can be in. A coordinator has the states of a member. */
export const PEOPLE = {
  stranger: '+27820000001',
  pending: '+27820000002',
  suspended: '+27820000003',
  member: '+27820000004',
  coordinator: '+27820000005',
} as const;

export type PersonKind = keyof typeof PEOPLE;

/** The ids that saved dialogues name, as they are in a database that was just migrated. */
export const KNOWN = { pending: 1, member: 3, coordinator: 4, buddy: 5, running: 1, ahead: 2, report: 1, schedule: 1 };

/** Everybody, a shift that runs at Sat 28 Nov 00:41 (K7), one the night after (P4), and a case (142). */
export async function buildNeighbourhood(db: Database): Promise<void> {
  const createdAt = at('2026-11-20T12:00');
  const person = (name: string, phone: string, status: string, role = 'volunteer') =>
    db('users').insert({ name, phone, status, role, createdAt, verifiedAt: createdAt });
  await db('refs').insert(['N3', 'K7', 'P4'].map((ref) => ({ ref, kind: 'test' })));
  await person('Sipho Mokoena', PEOPLE.pending, 'pending');
  await db('users').update({ ref: 'N3' });
  await person('Joseph Dube', PEOPLE.suspended, 'suspended');
  await person('Thandi Nkosi', PEOPLE.member, 'active');
  await person('Ann Botha', PEOPLE.coordinator, 'active', 'coordinator');
  await person('Nomsa Ndlovu', '+27820000006', 'active');
  const booking = { userId: KNOWN.member, scheduleId: KNOWN.schedule, slot: 1, createdAt };
  const night = (start: string, end: string) => ({ shiftStart: at(start), shiftEnd: at(end) });
  const linked = { buddyUserId: KNOWN.buddy, buddyName: 'Nomsa Ndlovu', buddyPhone: '+27820000006' };
  await db('bookings').insert({ ...booking, ...night('2026-11-28T00:00', '2026-11-28T02:00'), ...linked, ref: 'K7' });
  await db('bookings').insert({
    ...booking,
    ...night('2026-11-29T00:00', '2026-11-29T02:00'),
    buddyName: 'Joseph',
    ref: 'P4',
  });
  await db('reports').insert({
    caseNumber: 142,
    userId: KNOWN.member,
    reporterIdentity: PEOPLE.member,
    severity: 2,
    message: 'back gate open',
    createdAt: at('2026-11-27T11:55'),
  });
  await db('counters').where({ name: 'case' }).update({ value: 142 });
}

export interface TextInDialogue {
  address: string;
  body: string;
  attachments: Attachment[];
  saved: { version: number | null; place: string | null; context: string | null };
  touchedAt: Date | null;
}

export interface Answer {
  recipient: string;
  messageType: string;
  payload: string;
}

/** Handles one text and returns all messages that it queued, in order. */
export async function answersTo(trx: Transaction, settings: WatchSettings, said: TextInDialogue): Promise<Answer[]> {
  const receivedAt = settings.clock.now();
  const identity = identityOf(said.address);
  const { addressId } = (await ensureAddress(trx, said.address, receivedAt)).row;
  const [{ conversationId }] = await trx('conversations')
    .insert({ identity, ...said.saved, touchedAt: said.touchedAt, createdAt: receivedAt })
    .returning('conversationId');
  const raw = JSON.stringify({ Body: said.body });
  const media = JSON.stringify(said.attachments);
  const received = { providerSid: 'SM1', conversationId, addressId, body: said.body, media, raw, receivedAt };
  await trx('inbox').insert(received);
  await takeTurn(trx, settings, { conversationId, isFor: () => true });
  return trx('outbox').orderBy('outboxId').select('recipient', 'messageType', 'payload');
}

/** Returns the result of `work` and rolls back its changes. */
export async function thenRolledBack<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  const found = Promise.withResolvers<T>();
  const enough = new Error('rolled back');
  const transaction = inTransaction(db, async (trx) => {
    found.resolve(await work(trx));
    throw enough;
  });
  await transaction.catch((thrown) => {
    if (thrown !== enough) throw thrown;
  });
  return found.promise;
}
