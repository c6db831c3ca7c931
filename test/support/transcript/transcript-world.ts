import { DateTime } from 'luxon';
import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import { assignShift } from '#src/actions/bookings/assign-shift.ts';
import { moveShift } from '#src/actions/bookings/move-shift.ts';
import { takeOffShift } from '#src/actions/bookings/take-off-shift.ts';
import { writeToPerson } from '#src/actions/messages/write-to-person.ts';
import { type Config, parseConfig } from '#src/config.ts';
import type { Database, Transaction } from '#src/db/connect.ts';
import { fillDemoWatch } from '#src/demo/fill-demo-watch.ts';
import { moveClock } from '#src/http/webhooks/move-clock.ts';
import type { DeliveryStatus } from '#src/messaging/delivery-status/delivery-status.ts';
import { readTextFiles } from '#src/messaging/media/read-text-files.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import type { OutboundMessage, Sender } from '#src/messaging/sender.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type Ids, randomIds } from '#src/platform/ids.ts';
import { silentLog } from '#src/platform/log.ts';
import { findBookingByRef } from '#src/roster/bookings/booking-details.ts';
import { createServices, type Services } from '#src/services.ts';
import type { Texts } from '#src/texts/texts.ts';
import { addressOn, identityOf } from '#src/volunteers/numbers/address.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { ForeseenYes } from './foreseen-yes.ts';
import { FILES, readMedia } from './read-media.ts';

const ZONE = 'Africa/Johannesburg';
export const FULL_NAMES: Record<string, string> = { Thandi: 'Thandi Nkosi', Sipho: 'Sipho Mokoena' };

export interface Person {
  name: string;
  identity: string;
  address: string;
}

/** A service on a real database. The transcript controls its clock, codes, refs and sender. */
export class TranscriptWorld {
  now = new Date(0);
  people = new Map<string, Person>();
  /** Messages that arrived and that no line of the transcript has read yet, by identity. */
  arrived = new Map<string, string[]>();
  #services: Services | undefined;
  #env: Record<string, string> = {};
  /** The provider's ids of all messages that were sent, by identity. */
  #sent = new Map<string, string[]>();
  /** In a recording the service ran all the time, and said so. */
  #marksUptime = false;
  #refs: string[] = [];
  #digits = ['47', '58', '63', '29', '81', '36'];
  #codes = ['482913', '591027', '703648', '158264', '360275', '947153'];
  #sids = 0;
  readonly #foreseenYes = new ForeseenYes();
  #isDown = false;
  #wasRestarted = false;
  readonly #url: string;
  readonly #db: Database;
  readonly #texts: Texts;

  constructor(url: string, db: Database, texts: Texts) {
    this.#url = url;
    this.#db = db;
    this.#texts = texts;
  }

  #config(): Config {
    const env = { DATABASE_URL: this.#url, JWT_SECRET: 'a secret of this transcript, 32 long', ...this.#env };
    return parseConfig({ ...env, LOG_LEVEL: 'silent' });
  }

  async services(): Promise<Services> {
    const config = this.#config();
    const clock = { now: () => this.now };
    if (this.#services) return this.#services;
    this.#services = await createServices({
      config,
      log: silentLog,
      clock,
      ids: this.#ids(),
      sender: this.#sender(),
      textsFor: () => this.#texts,
      ...(!this.#wasRestarted && { db: keptOpen(this.#db) }),
    });
    this.#services.conversations.onHandled((text) => this.#foreseenYes.compare(text));
    return this.#services;
  }

  /** Like a kill and a new start of the process: only the database remains, with a new connection. */
  async restart(): Promise<void> {
    await this.end();
    this.#wasRestarted = true;
  }

  async end(): Promise<void> {
    await this.#services?.[Symbol.asyncDispose]();
    this.#services = undefined;
  }

  async setSetting(name: string, value: string): Promise<void> {
    this.#env[name] = value;
    await this.end();
  }

  /** A watch as the service makes it, or the demo watch. */
  async begin(friday: Date | undefined): Promise<void> {
    await this.#db('schedules').update({ meetingPlace: null });
    if (friday) {
      await fillDemoWatch({ config: this.#config(), db: this.#db, textsFor: () => this.#texts }, friday);
    }
    this.#marksUptime = true;
    await (await this.services()).uptime.mark();
  }

  async setClock(at: Date): Promise<void> {
    this.now = at;
    if (!this.#marksUptime) return;
    const [running] = await this.#db('uptimes').orderBy('uptimeId', 'desc').limit(1);
    if (running) await this.#db('uptimes').where({ uptimeId: running.uptimeId }).update({ seenAt: at });
  }

  /** As `/clock` does. */
  async moveClock(at: Date): Promise<void> {
    const { timers, outbox, uptime } = await this.services();
    const drained = {
      ...outbox,
      isBusy: async () => {
        await uptime.mark();
        await outbox.drain();
        return false;
      },
    };
    const clock = {
      sharedOffset: new SharedArrayBuffer(0),
      now: () => this.now,
      moveTo: (instant: Date) => {
        this.now = instant;
      },
    };
    await moveClock({ clock, services: { timers, outbox: drained }, onMoved: () => {} }, at);
  }

  /** A status callback about a text that the person received. */
  async report(given: { name: string; status: DeliveryStatus; back: number; errorCode: string; line: number }) {
    const { deliveryStatuses, outbox } = await this.services();
    const providerSid = this.#sent.get(this.person(given.name).identity)?.at(-1 - given.back);
    if (!providerSid) throw new Error(`line ${given.line}: ${given.name} received no such text`);
    const why = given.errorCode ? { errorCode: given.errorCode } : {};
    await deliveryStatuses.record({ providerSid, status: given.status, ...why });
    await outbox.drain();
  }

  setRefs(refs: string[]): void {
    this.#refs = refs;
  }

  setDigits(digits: string[]): void {
    this.#digits = digits;
  }

  setCodes(codes: string[]): void {
    this.#codes = codes;
  }

  async setNextCase(next: number): Promise<void> {
    await this.#db('counters')
      .where({ name: 'case' })
      .update({ value: next - 1 });
  }

  async setOnlySchedule(cronExpr: string): Promise<void> {
    await this.#db('schedules').where('scheduleId', '>', 1).delete();
    await this.#db('schedules').update({ cronExpr });
  }

  async addPerson(given: {
    name: string;
    role: string;
    channel: 'sms' | 'whatsapp';
    phone: string;
    ref: string | undefined;
  }) {
    const address = given.channel === 'whatsapp' ? `whatsapp:${given.phone}` : given.phone;
    const identity = identityOf(address);
    this.people.set(given.name, { name: given.name, identity, address });
    if (given.role === 'nobody' || given.role === 'inDemo') return;
    const isCoordinator = given.role === 'coordinator';
    const status = given.role === 'pending' || given.role === 'suspended' ? given.role : 'active';
    if (given.ref) await this.#db('refs').insert({ ref: given.ref, kind: 'newcomer' });
    const [user] = await this.#db('users')
      .insert({
        phone: given.phone,
        name: FULL_NAMES[given.name] ?? given.name,
        role: isCoordinator ? 'coordinator' : 'volunteer',
        status,
        ref: given.ref ?? null,
        verifiedAt: this.now,
        createdAt: this.now,
      })
      .returning('userId');
    const lastInboundAt = given.channel === 'whatsapp' ? this.now : null;
    await this.#db('addresses').insert({
      address,
      identity,
      channel: given.channel,
      ...user,
      lastInboundAt,
      createdAt: this.now,
    });
  }

  async addBooking(given: { name: string; start: string; buddy: string; ref: string; isIn: boolean }) {
    const { userId } = await this.#db('users')
      .where({ phone: this.person(given.name).identity })
      .first('userId');
    const start = this.#readStart(given.start);
    const { buddyName, buddyPhone } = readBuddy(given.buddy);
    const linked = await this.#linkedBuddy(buddyName, buddyPhone);
    await this.#db('refs').insert({ ref: given.ref, kind: 'booking' });
    const [booking] = await this.#db('bookings')
      .insert({
        userId,
        scheduleId: 1,
        shiftStart: start.toJSDate(),
        shiftEnd: start.plus({ hours: 2 }).toJSDate(),
        slot: 1,
        ref: given.ref,
        buddyName: linked?.name ?? (buddyName || null),
        buddyPhone: linked?.phone ?? buddyPhone,
        buddyUserId: linked?.userId ?? null,
        buddySince: linked ? new Date(0) : null,
        buddyConfirmedAt: linked ? new Date(0) : null,
        attended: given.isIn,
        createdAt: new Date(0),
      })
      .returning('bookingId');
    // no action has scheduled its reminders
    await (await this.services()).timers.plan();
    if (given.isIn) await this.#db('check_ins').insert({ ...booking, userId, inAt: this.now, createdAt: this.now });
  }

  #readStart(words: string): DateTime {
    const { year } = DateTime.fromJSDate(this.now, { zone: ZONE });
    return DateTime.fromFormat(`${words} ${year}`, 'ccc d LLL HH:mm yyyy', { zone: ZONE, locale: 'en' });
  }

  async #linkedBuddy(name: string, phone: string | null) {
    const identity = phone ?? this.people.get(name)?.identity;
    return identity === undefined ? undefined : this.#db('users').where({ phone: identity, status: 'active' }).first();
  }

  person(name: string): Person {
    const person = this.people.get(name);
    if (!person) throw new Error(`nobody introduced ${name}`);
    return person;
  }

  setChannel(name: string, channel: 'sms' | 'whatsapp'): void {
    const person = this.person(name);
    person.address = addressOn(channel, person.identity);
  }

  /** Another address, perhaps of another number. Messages to either of them are theirs. */
  setAddress(name: string, address: string): void {
    const person = this.person(name);
    this.people.set(name, { ...person, address, identity: identityOf(address) });
  }

  /** A coordinator writes to a person through the API. */
  async write(given: { name: string; to: string; text: string; line: number }): Promise<void> {
    const { transact, settings, outbox } = await this.services();
    await transact(async (trx) => {
      const coordinator = await findUserByPhone(trx, this.person(given.name).identity);
      if (!coordinator) throw new Error(`${given.name} is nobody yet`);
      const { identity } = this.person(given.to);
      const deed = { cause: `transcript:${given.line}`, channel: 'api' as const };
      const { outcome } = await writeToPerson(trx, settings, { ...deed, coordinator, identity, words: given.text });
      if (outcome !== 'written') throw new Error(`line ${given.line}: ${outcome}`);
    });
    await outbox.drain();
  }

  async book(given: { name: string; for: string; start: string; buddy: string; line: number }): Promise<void> {
    const { buddyName, buddyPhone } = readBuddy(given.buddy);
    const buddy = { kind: 'named', name: buddyName, phone: buddyPhone ?? undefined } as const;
    await this.#act(given, async (trx, settings, origin) => {
      const user = await getUserByPhone(trx, this.person(given.for).identity);
      return assignShift(trx, settings, {
        ...origin,
        userId: user.userId,
        scheduleId: 1,
        startsAt: this.#readStart(given.start).toJSDate(),
        buddy: given.buddy ? buddy : { kind: 'none' },
      });
    });
  }

  async move(given: { name: string; ref: string; start: string; line: number }): Promise<void> {
    await this.#act(given, async (trx, settings, origin) => {
      const details = await findBookingByRef(trx, given.ref);
      const bookingId = details?.booking.bookingId ?? 0;
      const startsAt = this.#readStart(given.start).toJSDate();
      return moveShift(trx, settings, { ...origin, bookingId, scheduleId: undefined, startsAt });
    });
  }

  async takeOff(given: { name: string; ref: string; line: number }): Promise<void> {
    await this.#act(given, async (trx, settings, origin) => {
      const details = await findBookingByRef(trx, given.ref);
      const bookingId = details?.booking.bookingId ?? 0;
      return takeOffShift(trx, settings, { ...origin, bookingId, words: '' });
    });
  }

  /** What a coordinator does through the API. */
  async #act(
    { name, line }: { name: string; line: number },
    act: (trx: Transaction, settings: WatchSettings, origin: CoordinatorOrigin) => Promise<{ outcome: string }>,
  ): Promise<void> {
    const { transact, settings, outbox } = await this.services();
    await transact(async (trx) => {
      const actor = await getUserByPhone(trx, this.person(name).identity);
      const { outcome } = await act(trx, settings, { cause: `transcript:${line}`, channel: 'api', actor });
      if (!['booked', 'dropped', 'moved'].includes(outcome)) throw new Error(`line ${line}: ${outcome}`);
    });
    await outbox.drain();
  }

  /** The provider hands over one text; returns the conversation that it belongs to. */
  async receive(name: string, text: string): Promise<number> {
    const services = await this.services();
    const { address, identity } = this.person(name);
    this.#sids += 1;
    const { body, attachments } = await readTextFiles(FILES, readMedia(text), async () => {});
    const form = { MessageSid: `SM${String(this.#sids).padStart(32, '0')}`, From: address, Body: body };
    const channel = address.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
    const inbound = {
      providerSid: form.MessageSid,
      from: address,
      to: '+27600000001',
      channel,
      body,
      attachments,
    } as const;
    const yes = this.#isDown ? undefined : await this.#foreseenYes.foresee(services, identity, body);
    const raw = JSON.stringify(form);
    const { conversationId, inboxId } = await services.inbox.receive({ ...inbound, attachments, raw });
    this.#foreseenYes.remember(inboxId, yes);
    return conversationId;
  }

  /** From here on texts are stored and not handled, as if the process had died after each receipt. */
  async goDown(): Promise<void> {
    await (await this.services()).uptime.mark();
    await this.restart();
    this.#isDown = true;
  }

  /** Like the start of a process: waiting texts are handled, and due messages are sent. */
  async comeBack(): Promise<void> {
    this.#isDown = false;
    const { uptime, conversations } = await this.services();
    await uptime.mark();
    await conversations.catchUp({ all: true });
    await this.runWorkers();
  }

  async settle(conversationIds: number[]): Promise<void> {
    if (this.#isDown) return;
    const { conversations, outbox } = await this.services();
    await Promise.all([...new Set(conversationIds)].map((id) => conversations.advance(id)));
    this.#foreseenYes.check();
    await outbox.drain();
  }

  /** The source of the mock has no files of Twilio. */
  async loseFiles(): Promise<void> {
    const { media, outbox } = await this.services();
    await media.drain();
    await outbox.drain();
  }

  async runWorkers(): Promise<void> {
    const { timers, conversations, outbox, retention } = await this.services();
    await timers.runDue();
    await retention.run(new AbortController().signal);
    await conversations.catchUp();
    await outbox.drain();
  }

  #ids(): Ids {
    return {
      ...randomIds,
      oneTimeCode: () => this.#codes.shift() ?? randomIds.oneTimeCode(),
      proofDigits: () => this.#digits.shift() ?? randomIds.proofDigits(),
      ref: (length) => this.#refs.shift() ?? randomIds.ref(length),
    };
  }

  #sender(): Sender {
    let sent = 0;
    return {
      send: async (message: OutboundMessage) => {
        sent += 1;
        const { segments } = measure(message.body);
        const note = segments > 2 ? `${message.body}\n(that was ${segments} segments)` : message.body;
        const identity = identityOf(message.to);
        this.arrived.set(identity, [...(this.arrived.get(identity) ?? []), note]);
        const providerSid = `SMout${sent}`;
        this.#sent.set(identity, [...(this.#sent.get(identity) ?? []), providerSid]);
        return { outcome: 'accepted', providerSid };
      },
      lookUp: async () => ({ outcome: 'absent' }),
    };
  }
}

/** `Sipho`, or `Sipho 083 200 1001` */
function readBuddy(words: string) {
  const [, buddyName = words, national] = /^(\D+) ([\d ]+)$/.exec(words) ?? [];
  return { buddyName, buddyPhone: national ? `+27${national.replace(/\D/g, '').slice(1)}` : null };
}

async function getUserByPhone(trx: Transaction, phone: string): Promise<User> {
  const user = await findUserByPhone(trx, phone);
  if (!user) throw new Error(`${phone} is nobody yet`);
  return user;
}

/** Connections that outlive the services. Opening new ones for each transcript took most of its time. */
function keptOpen(db: Database): Database {
  return new Proxy(db, {
    get: (target, key) => (key === 'destroy' ? async () => {} : Reflect.get(target, key)),
  });
}
