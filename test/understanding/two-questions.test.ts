import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { after, MINUTE } from '#src/platform/duration.ts';
import { bookSlot } from '#src/roster/bookings/book-slot.ts';
import { at, bookingTools, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

/**
 * One person with two or more open questions, and a text of theirs. The file was written from the design, without a look at
 * the code: `before` is what happens before the text, and `answers` is the question that the text answers, and how. `{A}` is
 * the ref of the shift of question A.
 */
interface Case {
  before: string[];
  text: string;
  answers: string;
}

const CASES: Case[] = readFileSync(new URL('./two-questions.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));

const START = at('2026-11-27T12:00');
/** X is over, so that IN leads to "Were you there?". D is the person's own shift. The others are shifts of the person who invites. */
const SHIFTS = {
  X: { startsAt: at('2026-11-27T02:00'), words: '' },
  A: { startsAt: at('2026-11-28T00:00'), words: 'sat 00:00' },
  B: { startsAt: at('2026-11-29T00:00'), words: 'sun 00:00' },
  C: { startsAt: at('2026-11-30T00:00'), words: 'mon 00:00' },
  D: { startsAt: at('2026-11-30T02:00'), words: '' },
} as const;
type ShiftName = keyof typeof SHIFTS;

interface Player extends Case {
  they: { userId: number; phone: string };
  /** Whose shift it is: nobody may name one number for many shifts of a day. */
  bookers: Record<'A' | 'B' | 'C', { userId: number; phone: string }>;
}

onDatabases(LARGE_TEST_KINDS, (db, _, url) => {
  it('each answer belongs to the question that it was meant for', { timeout: 300_000 }, async () => {
    expect(CASES.length).toBeGreaterThanOrEqual(200);
    await emptyWatch(db());
    await using watch = await TestWatch.open(url(), { env: { SMS_PER_SECOND: '1000' } });
    const schedule = await buildSchedule(db(), { cronExpr: '0 0,2 * * 5,6,0,1', capacity: 1000 });
    const players: Player[] = [];
    for (const each of CASES) {
      const they = await buildPlayer(db());
      const bookers = { A: await buildPlayer(db()), B: await buildPlayer(db()), C: await buildPlayer(db()) };
      players.push({ ...each, they, bookers });
      for (const name of ['X', 'D'] as const) await bookAlone(db(), they.userId, schedule.scheduleId, name);
    }
    const wrong: string[] = [];
    for (const [minute, steps] of timelineOf(players)) {
      watch.now = after(START, minute * MINUTE);
      for (const { player, step } of steps) {
        if (step !== undefined) await takeStep(watch, db(), player, step);
        else {
          const found = await playText(watch, db(), player);
          if (found !== player.answers)
            wrong.push(`${player.before.join(', ')}: "${player.text}" ${found}, not ${player.answers}`);
        }
      }
      await watch.drain();
    }
    expect(watch.errors).toEqual([]);
    expect(wrong).toEqual([]);
  });
});

async function buildPlayer(db: Database) {
  const { userId, phone } = await buildVolunteer(db);
  if (phone === null) throw new Error('a player needs a number');
  return { userId, phone };
}

async function bookAlone(db: Database, userId: number, scheduleId: number, name: ShiftName): Promise<void> {
  const { startsAt } = SHIFTS[name];
  const request = { userId, scheduleId, startsAt, buddy: { kind: 'none' } } as const;
  const { outcome } = await inTransaction(db, (trx) => bookSlot(trx, bookingTools('2026-11-26T12:00'), request));
  if (outcome !== 'booked') throw new Error(`${name}: ${outcome}`);
}

/** All cases go on at the same time, so that the clock never goes back. A step without a name is the text of the case. */
function timelineOf(players: readonly Player[]): [minute: number, { player: Player; step: string | undefined }[]][] {
  const timeline = new Map<number, { player: Player; step: string | undefined }[]>();
  for (const player of players) {
    let minute = 0;
    for (const step of [...player.before, undefined]) {
      const minutes = /^(\d+) min$/.exec(step ?? '')?.[1];
      if (minutes) minute += Number(minutes);
      else timeline.set(minute, [...(timeline.get(minute) ?? []), { player, step }]);
    }
  }
  return [...timeline].sort(([a], [b]) => a - b);
}

async function takeStep(watch: TestWatch, db: Database, player: Player, step: string): Promise<void> {
  const [, letter] = /^([ABC]) invites$/.exec(step) ?? [];
  if (letter) {
    const name = letter as keyof Player['bookers'];
    return watch.text(player.bookers[name].phone, `book ${SHIFTS[name].words} with ${player.they.phone}`);
  }
  const [, words] = /^they text (.+)$/.exec(step) ?? [];
  if (!words) throw new Error(`there is no step "${step}"`);
  await watch.text(addressOf(player), await withRefs(db, player, words));
}

/** On WhatsApp, a yes is enough to be forgotten. By SMS it needs two digits, which the file knows nothing of. */
function addressOf({ before, they }: Player): string {
  return before.includes('they text forget me') ? `whatsapp:${they.phone}` : they.phone;
}

/** Sends the text, and says which question took it. */
async function playText(watch: TestWatch, db: Database, player: Player): Promise<string> {
  const before = await readState(db, player);
  await watch.text(addressOf(player), await withRefs(db, player, player.text));
  const later = await readState(db, player);
  const taken = [...later.answers].filter(([name]) => !before.answers.has(name)).map((answer) => answer.join(' '));
  const ofDialogue = readDialogue(before, later);
  if (ofDialogue) taken.push(ofDialogue);
  const replies = later.received.slice(before.received.length).join('\n');
  if (replies.includes('Which one?')) taken.push('which one');
  const named = /named you as buddy.*Ref (?<ref>[A-Z]\d+)/.exec(replies)?.groups?.ref;
  if (named) taken.push(`${later.names.get(named)} who`);
  return taken.join(' and ') || 'nothing';
}

interface State {
  /** The answer of each ask, by the name of its shift, with what it did. */
  answers: Map<string, string>;
  /** The name of the shift of each ref. */
  names: Map<string, string>;
  /** The dialogue state. */
  place: string;
  isDropped: boolean;
  isErased: boolean;
  received: string[];
}

async function readState(db: Database, player: Player): Promise<State> {
  const { phone, userId } = player.they;
  const bookings = await listBookings(db, player);
  const asks = await db('asks').where({ identity: phone, status: 'answered' });
  const answers = bookings.flatMap((booking): [string, string][] => {
    const ask = asks.find(({ subject }) => subject === `booking:${booking.bookingId}`);
    return ask ? [[booking.name, `${ask.answer}${isDone(ask.answer, booking, userId) ? '' : ' without effect'}`]] : [];
  });
  const conversation = await db('conversations').where({ identity: phone }).first();
  const user = await db('users').where({ userId }).first();
  const messages = await db('outbox').where({ identity: phone }).orderBy('outboxId');
  return {
    answers: new Map(answers),
    names: new Map(bookings.map(({ name, ref }) => [ref, name])),
    place: conversation?.place ?? '',
    isDropped: bookings.some(({ name, droppedAt }) => name === 'D' && droppedAt !== null),
    isErased: user?.phone !== phone,
    received: messages.map(({ payload }) => String(payload)),
  };
}

function isDone(answer: string, booking: NamedBooking, userId: number): boolean {
  if (booking.name === 'X') return Boolean(booking.attended) === (answer === 'yes');
  return answer === 'yes'
    ? booking.buddyConfirmedAt !== null && booking.buddyUserId === userId
    : booking.buddyUserId !== userId;
}

/** What the text did to the question of the dialogue state. */
function readDialogue(before: State, later: State): string | undefined {
  if (later.isDropped !== before.isDropped || later.isErased !== before.isErased) return 'dialogue yes';
  if (later.place === before.place) return undefined;
  const isYesOrNo = /confirming/.test(before.place);
  if (isYesOrNo) return later.place === 'member.idle' ? 'dialogue no' : undefined;
  return /asking/.test(before.place) ? 'dialogue' : undefined;
}

type NamedBooking = { name: ShiftName } & Record<
  'bookingId' | 'ref' | 'droppedAt' | 'buddyUserId' | 'buddyConfirmedAt' | 'attended',
  unknown
> & { ref: string };

async function listBookings(db: Database, { they, bookers }: Player): Promise<NamedBooking[]> {
  const people = [they, ...Object.values(bookers)];
  const rows = await db('bookings').whereIn(
    'userId',
    people.map(({ userId }) => userId),
  );
  return rows.flatMap((row) => {
    const [name] = (Object.keys(SHIFTS) as ShiftName[]).filter((each) => {
      const owner = each === 'X' || each === 'D' ? they : bookers[each];
      return row.userId === owner.userId && Number(row.shiftStart) === SHIFTS[each].startsAt.getTime();
    });
    return name ? [{ ...row, name }] : [];
  });
}

async function withRefs(db: Database, player: Player, words: string): Promise<string> {
  const bookings = await listBookings(db, player);
  return words
    .replace(/\{([A-DX])\}/g, (_, name) => bookings.find((booking) => booking.name === name)?.ref ?? '')
    .replace(/\bdrop D\b/, `drop ${bookings.find(({ name }) => name === 'D')?.ref}`);
}
