import type { Transaction } from '#src/db/connect.ts';
import { inBatches } from '#src/db/queries/in-batches.ts';
import type { Clock } from '#src/platform/clock.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import type { JsonField } from '#src/platform/json-object.ts';
import { listEarlierNames } from '#src/privacy/erasure/facts/earlier-names.ts';
import { Address } from '#src/volunteers/numbers/address.ts';
import { maskOthersNumbers } from '#src/volunteers/numbers/mask-numbers.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import { OneTimeCode } from '#src/volunteers/sign-in/one-time-code.ts';
import { listWithOpenCode } from '#src/volunteers/sign-in/prove-code.ts';
import { readAsks } from './person-asks.ts';
import { readBookings } from './person-bookings.ts';
import { readCases } from './person-cases.ts';
import { readActionsOnOthers, readChanges } from './person-changes.ts';
import { readFiles, readTexts } from './person-texts.ts';
import type { ReadWords } from './read-words.ts';

type ListName =
  | 'addresses'
  | 'texts'
  | 'files'
  | 'bookings'
  | 'asks'
  | 'cases'
  | 'codes'
  | 'calendar_feeds'
  | 'changes'
  | 'deeds';

export type PersonField = JsonField<'exported_at' | 'person' | ListName>;

/**
 * Everything that is stored about a person, for the person. Without codes and without the numbers of others. It is read in
 * batches: somebody may have 20,000 texts.
 */
export async function* readPersonData(
  trx: Transaction,
  { clock, region }: { clock: Clock; region: string },
  user: User,
): AsyncGenerator<PersonField> {
  const { phones: own } = await listEarlierNames(trx, user);
  const hidesCodes = (await listWithOpenCode(trx, clock, own)).length > 0;
  const words: ReadWords = (text) => {
    const masked = maskOthersNumbers(text, { own, region });
    return hidesCodes ? eraseDigits(masked) : masked;
  };
  const lists: Record<ListName, AsyncIterable<readonly object[]>> = {
    addresses: readAddresses(trx, user),
    texts: readTexts(trx, words, user),
    files: readFiles(trx, user),
    bookings: readBookings(trx, user),
    asks: readAsks(trx, user),
    cases: readCases(trx, words, user),
    codes: readCodes(trx, user),
    calendar_feeds: readFeeds(trx, user),
    changes: readChanges(trx, words, user),
    deeds: readActionsOnOthers(trx, user),
  };
  yield { name: 'exported_at', value: toIso(clock.now()) };
  yield { name: 'person', value: profileOf(user) };
  for (const [name, batches] of Object.entries(lists) as [ListName, AsyncIterable<readonly object[]>][]) {
    // also if it is empty
    yield { name, items: [] };
    for await (const items of batches) yield { name, items };
  }
}

function profileOf(user: User) {
  return {
    user_id: user.userId,
    ref: user.ref,
    name: user.name,
    phone: user.phone,
    role: user.role,
    status: user.status,
    language: user.language,
    created_at: user.createdAt.toISOString(),
    verified_at: toIsoOrNull(user.verifiedAt),
    seen_at: toIsoOrNull(user.seenAt),
    left_at: toIsoOrNull(user.leftAt),
    forgotten_at: toIsoOrNull(user.forgottenAt),
  };
}

/** Few: a person has one for each channel. */
async function* readAddresses(trx: Transaction, { phone }: User) {
  const addresses = phone === null ? [] : await Address.query(trx).where({ identity: phone }).orderBy('addressId');
  yield addresses.map(({ address, channel, lastInboundAt, optedOutAt }) => ({
    address,
    channel: String(channel),
    last_text_at: toIsoOrNull(lastInboundAt),
    stopped_at: toIsoOrNull(optedOutAt),
  }));
}

/** The codes, without their digits, which nobody knows. */
async function* readCodes(trx: Transaction, { phone }: User) {
  if (phone === null) return;
  const batches = inBatches<OneTimeCode>((last, limit) =>
    OneTimeCode.query(trx)
      .where({ phone })
      .where('codeId', '>', last?.codeId ?? 0)
      .orderBy('codeId')
      .limit(limit),
  );
  for await (const codes of batches) {
    yield codes.map(({ purpose, name, createdAt, endedAt, endReason }) => ({
      purpose: String(purpose),
      name,
      created_at: createdAt.toISOString(),
      ended_at: toIsoOrNull(endedAt),
      end_reason: endReason as string | null,
    }));
  }
}

async function* readFeeds(trx: Transaction, { userId }: User) {
  const feeds: { createdAt: Date; revokedAt: Date | null }[] = await trx('calendar_feeds').where({ userId });
  yield feeds.map(({ createdAt, revokedAt }) => ({
    created_at: toIso(createdAt),
    revoked_at: toIsoOrNull(revokedAt),
  }));
}
