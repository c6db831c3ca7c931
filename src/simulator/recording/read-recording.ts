import type { Config } from '#src/config.ts';
import type { Transaction } from '#src/db/connect.ts';
import { Inbound } from '#src/messaging/inbox/inbound.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import { identityOf } from '#src/volunteers/numbers/address.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { type DoneStep, hasDigitsTooSoon, listDone } from './done-step.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { placeMessages } from './place-messages.ts';
import { readGivenCodes, readGivenDigits, readGivenRefs, withCode } from './read-given-ids.ts';
import { settingLines } from './recorded-settings.ts';
import type { BeginningOfRecording, RecordedPerson, Recording } from './recording.ts';
import type { Refusal } from './refusal.ts';

export interface ReadingParts {
  config: Config;
  journal: Journal;
  /** The key of the hashes of codes. */
  secret: string;
}

export interface RecordingRequest {
  title: string;
  /** The addresses of the phones on the screen. */
  phones: readonly string[];
}

/** Gathers what has happened since the recording began. Writes nothing. */
export async function readRecording(
  trx: Transaction,
  { config, journal, secret }: ReadingParts,
  { title, phones }: RecordingRequest,
): Promise<Recording | Refusal> {
  const { beginning, entries } = journal;
  if (!beginning?.start) return { reason: 'otherWatch' };
  if (journal.isFull) return { reason: 'tooLong' };
  const settings = settingLines(config);
  if (settings.unwritable) return { reason: 'settingUnwritable', setting: settings.unwritable };
  const { lastIds, start } = beginning;
  const texts = await Inbound.query(trx).where('inboxId', '>', lastIds.inboxId).orderBy('inboxId');
  if (texts.length === 0) return { reason: 'nothingRecorded' };
  const messages = await Outbound.query(trx).where('outboxId', '>', lastIds.outboxId).orderBy('outboxId');
  const refusal = await findRefusal(trx, { beginning, entries, texts, messages });
  if (refusal) return refusal;

  const codes = await readGivenCodes(trx, { secret, given: journal.given.codes, after: lastIds.codeId });
  const done = listDone(entries, { texts, messages });
  if (hasDigitsTooSoon(done)) return { reason: 'codeTooSoon' };
  const people = await listPeople(trx, { beginning, phones, done });
  const identities = new Set(people.map(({ identity }) => identity));
  const theirs = messages.filter(({ identity }) => identities.has(identity)).map((message) => withCode(message, codes));
  if (theirs.some(({ status, payload }) => status === 'sent' && payload === '')) return { reason: 'wordsErased' };
  return {
    title,
    zone: config.TIME_ZONE,
    start,
    settings: settings.lines,
    people,
    refs: await readGivenRefs(trx, journal.given.refs),
    codes: codes.map(({ code }) => code),
    digits: readGivenDigits(journal.given.digits, messages),
    steps: placeMessages(done, { messages: theirs, timersRanAt: await listTimerRuns(trx, beginning) }),
  };
}

/** Those on the screen first, and then everybody else who texted, or whose text was reported as not delivered. */
async function listPeople(
  trx: Transaction,
  {
    beginning,
    phones,
    done,
  }: { beginning: BeginningOfRecording; phones: readonly string[]; done: readonly DoneStep[] },
): Promise<RecordedPerson[]> {
  const texted = done.flatMap((step) => (step.kind === 'text' ? [step.address] : []));
  const reported = done.flatMap((step) => (step.kind === 'report' ? [step.message.recipient] : []));
  const people = new Map<string, RecordedPerson>();
  for (const phone of [...phones, ...texted, ...reported]) {
    const identity = identityOf(phone);
    if (people.has(identity)) continue;
    const address = texted.find((other) => identityOf(other) === identity) ?? phone;
    const user = await findUserByPhone(trx, identity);
    people.set(identity, { identity, address, name: user?.name, isInDemo: beginning.members.includes(identity) });
  }
  return [...people.values()];
}

/** When timers ran that changed something. */
async function listTimerRuns(trx: Transaction, { timersEndedUntil }: BeginningOfRecording): Promise<Date[]> {
  const timers = trx('timers').where({ status: 'done' });
  if (timersEndedUntil) timers.where('endedAt', '>', timersEndedUntil);
  const ended: { endedAt: Date | number }[] = await timers.select('endedAt');
  return ended.map(({ endedAt }) => new Date(endedAt));
}

interface Happened {
  beginning: BeginningOfRecording;
  entries: readonly JournalEntry[];
  texts: readonly Inbound[];
  messages: readonly Outbound[];
}

async function findRefusal(
  trx: Transaction,
  { beginning, entries, texts, messages }: Happened,
): Promise<Refusal | undefined> {
  if (texts.some(({ handledAt }) => handledAt === null)) return { reason: 'notFinished' };
  if (entries.some((entry) => 'endedAt' in entry && entry.endedAt === undefined)) return { reason: 'notFinished' };
  if (messages.some(({ status }) => UNDER_WAY.has(status))) return { reason: 'notFinished' };
  if (messages.some(({ status }) => NOT_SENT.has(status))) return { reason: 'notSent' };
  const noted = entries.filter(({ kind }) => kind === 'text').length;
  const byOthers = await trx('auditEvents')
    .where('auditEventId', '>', beginning.lastIds.auditEventId)
    .whereIn('channel', ['api', 'command'])
    .first('auditEventId');
  const isElsewhere = messages.some(({ idempotencyKey }) => /(?:^|:)(?:api|command|broadcast):/.test(idempotencyKey));
  if (noted !== texts.length || byOthers || isElsewhere) return { reason: 'changedElsewhere' };
  const lost = trx('media')
    .where((files) => files.where({ status: 'failed' }).orWhere({ errorCode: 'limit' }))
    .where('inboxId', '>', beginning.lastIds.inboxId);
  if (await lost.first('mediaId')) return { reason: 'fileLost' };
  if (entries.some((entry) => entry.kind === 'text' && entry.isDuringMove)) return { reason: 'textWhileClockMoved' };
  return undefined;
}

const UNDER_WAY: ReadonlySet<string> = new Set(['claimed', 'sending', 'unknown']);
const NOT_SENT: ReadonlySet<string> = new Set(['failed', 'held']);
