import type { Transaction } from '#src/db/connect.ts';
import {
  eraseCausedBy,
  eraseCorrespondence,
  eraseInbound,
  eraseMessagesTo,
  listTextsFrom,
} from '#src/messaging/erasure/erase-correspondence.ts';
import { eraseMedia } from '#src/messaging/media/erase-media.ts';
import { eraseReporter } from '#src/reports/erase-reporter.ts';
import { eraseBuddy } from '#src/roster/buddies/erase-buddies.ts';
import { type ErasureTools, eraseNumber } from '#src/volunteers/numbers/erase-number.ts';
import { rememberErasedNumber } from '#src/volunteers/numbers/erased-numbers.ts';
import { useUpGrant } from '#src/volunteers/numbers/used-grants.ts';
import { wasMembersNumber } from '#src/volunteers/numbers/was-members-number.ts';
import { eraseProfile } from '#src/volunteers/people/erase-profile.ts';
import { User } from '#src/volunteers/people/user.ts';
import { type Acquaintances, listAcquaintances } from './acquaintances.ts';
import { listEarlierNames } from './earlier-names.ts';
import { eraseMentions } from './erase-mentions.ts';
import type { PersonTraces } from './mentioned-person.ts';
import { listNamePeriods } from './name-periods.ts';

interface Whose extends PersonTraces {
  isRefused: boolean;
}

/**
 * Forgets somebody whose shifts ahead were given up: their profile, numbers, texts, files and places. Shifts and reports
 * stay, without the person. What other people wrote stays, but for the number, and for a name that its writer can have meant.
 * Only `forgotten_numbers` and `spent_grants` keep something of a number.
 */
export async function erasePerson(
  trx: Transaction,
  eraser: ErasureTools,
  user: User,
  writers?: Acquaintances,
): Promise<void> {
  const { userId } = user;
  const { phones } = await listEarlierNames(trx, user);
  // nothing else will tell that these were a member's, also of those that somebody else has by now
  for (const phone of [...phones].sort()) await useUpGrant(trx, eraser, phone);
  const { all: names, proved } = await listNamePeriods(trx, user);
  const known = writers ?? (await listAcquaintances(trx, user));
  const taken = await listTaken(trx, phones, user);
  for (const phone of taken) await eraseEarlierTexts(trx, eraser, { user, phone });
  await eraseMessagesTo(trx, eraser, { userId });
  const identities = phones.filter((phone) => !taken.includes(phone));
  const whom = { userId, identities, names, proved, writers: known };
  await eraseTraces(trx, eraser, { ...whom, isRefused: user.status === 'suspended' });
  await eraseProfile(trx, eraser, userId);
  // whoever had the number before and left: it may have been this person
  const earlier = trx('users').where({ phone: user.phone, status: 'left' }).where('userId', '<', userId);
  if (user.phone !== null) await earlier.update({ phone: null });
}

/** Forgets somebody who is not a member, at their own wish. Their name was never proved: nobody else's words lose it. */
export async function eraseStranger(trx: Transaction, eraser: ErasureTools, identity: string): Promise<void> {
  // the audit of whoever had this number before loses it too, and could not tell any more
  if (await wasMembersNumber(trx, identity)) await useUpGrant(trx, eraser, identity);
  const codes: { name: string | null; createdAt: Date | number }[] = await trx('one_time_codes')
    .where({ phone: identity })
    .whereNotNull('name')
    .select('name', 'createdAt');
  const names = codes.map(({ name, createdAt }) => ({
    name: name ?? '',
    since: new Date(createdAt).getTime(),
    until: undefined,
  }));
  const whom = { userId: undefined, identities: [identity], names, proved: [], writers: new Map() };
  await eraseTraces(trx, eraser, { ...whom, isRefused: false });
}

async function eraseTraces(trx: Transaction, eraser: ErasureTools, { isRefused, ...whose }: Whose): Promise<void> {
  const { userId, identities } = whose;
  for (const identity of identities) {
    await rememberErasedNumber(trx, eraser, { identity, isRefused });
    await eraseCausedBy(trx, eraser, { inboxIds: await listTextsFrom(trx, identity), userId });
    await eraseCorrespondence(trx, eraser, identity);
  }
  const { mediaIds, ...own } = await eraseReporter(trx, eraser, whose);
  await eraseMedia(trx, eraser.now, mediaIds);
  await eraseBuddy(trx, eraser, whose);
  for (const identity of identities) await eraseNumber(trx, eraser, identity);
  await eraseMentions(trx, eraser, { ...whose, own });
}

/**
 * Of these numbers, those that somebody else has, or had last, by now. A member who left before this one joined with the
 * same number does not have it: that may even be the same person.
 */
async function listTaken(trx: Transaction, phones: readonly string[], user: User): Promise<string[]> {
  const others = await User.query(trx)
    .whereIn('phone', [...phones])
    .whereNot({ userId: user.userId });
  const isEarlier = ({ phone, status, userId }: User) =>
    phone === user.phone && status === 'left' && userId < user.userId;
  return others.filter((other) => !isEarlier(other)).flatMap(({ phone }) => phone ?? []);
}

/** What they texted before the number became somebody else's. */
async function eraseEarlierTexts(
  trx: Transaction,
  eraser: ErasureTools,
  { user, phone }: { user: User; phone: string },
): Promise<void> {
  const until = user.leftAt ?? eraser.now;
  const inboxIds = await listTextsFrom(trx, phone, until);
  await eraseCausedBy(trx, eraser, { inboxIds, userId: user.userId });
  await eraseInbound(trx, eraser, { identity: phone, until });
}
