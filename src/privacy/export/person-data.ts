import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import { listEarlierNames } from '#src/privacy/erasure/facts/earlier-names.ts';
import { Address } from '#src/volunteers/numbers/address.ts';
import { maskOthersNumbers } from '#src/volunteers/numbers/mask-numbers.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import { OneTimeCode } from '#src/volunteers/sign-in/one-time-code.ts';
import { listWithOpenCode } from '#src/volunteers/sign-in/prove-code.ts';
import { readBookings } from './person-bookings.ts';
import { readCases } from './person-cases.ts';
import { readActionsOnOthers, readChanges } from './person-changes.ts';
import { readFiles, readTexts } from './person-texts.ts';
import type { ReadWords } from './read-words.ts';

/** Everything that is stored about a person, for the person. Without codes and without the numbers of others. */
export async function readPersonData(
  trx: Transaction,
  { clock, region }: { clock: Clock; region: string },
  user: User,
) {
  const { phones: own } = await listEarlierNames(trx, user);
  const hidesCodes = (await listWithOpenCode(trx, clock, own)).length > 0;
  const words: ReadWords = (text) => {
    const masked = maskOthersNumbers(text, { own, region });
    return hidesCodes ? eraseDigits(masked) : masked;
  };
  return {
    exported_at: toIso(clock.now()),
    person: profileOf(user),
    addresses: await readAddresses(trx, user),
    texts: await readTexts(trx, words, user),
    files: await readFiles(trx, user),
    bookings: await readBookings(trx, user),
    cases: await readCases(trx, words, user),
    codes: await readCodes(trx, user),
    calendar_feeds: await readFeeds(trx, user),
    changes: await readChanges(trx, words, user),
    deeds: await readActionsOnOthers(trx, user),
  };
}

export type PersonData = Awaited<ReturnType<typeof readPersonData>>;

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

async function readAddresses(trx: Transaction, { phone }: User) {
  const addresses = phone === null ? [] : await Address.query(trx).where({ identity: phone }).orderBy('addressId');
  return addresses.map(({ address, channel, lastInboundAt, optedOutAt }) => ({
    address,
    channel: String(channel),
    last_text_at: toIsoOrNull(lastInboundAt),
    stopped_at: toIsoOrNull(optedOutAt),
  }));
}

/** The codes, without their digits, which nobody knows. */
async function readCodes(trx: Transaction, { phone }: User) {
  const codes = phone === null ? [] : await OneTimeCode.query(trx).where({ phone }).orderBy('codeId');
  return codes.map(({ purpose, name, createdAt, endedAt, endReason }) => ({
    purpose: String(purpose),
    name,
    created_at: createdAt.toISOString(),
    ended_at: toIsoOrNull(endedAt),
    end_reason: endReason as string | null,
  }));
}

async function readFeeds(trx: Transaction, { userId }: User) {
  const feeds: { createdAt: Date; revokedAt: Date | null }[] = await trx('calendar_feeds').where({ userId });
  return feeds.map(({ createdAt, revokedAt }) => ({
    created_at: toIso(createdAt),
    revoked_at: toIsoOrNull(revokedAt),
  }));
}
