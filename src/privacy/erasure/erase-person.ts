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

interface TracesToErase extends PersonTraces {
  isRefused: boolean;
}

/**
 * Erases a person whose shifts ahead were released: profile, numbers, texts, files and places. Shifts and reports stay,
 * without the person. Words of others stay, without the number, and without the name if the writer knows the person. Only
 * `forgotten_numbers` and `spent_grants` keep hashes of the numbers.
 */
export async function erasePerson(
  trx: Transaction,
  tools: ErasureTools,
  user: User,
  writers?: Acquaintances,
): Promise<void> {
  const { userId } = user;
  const { phones } = await listEarlierNames(trx, user);
  // after the erasure, nothing else tells that these were a member's numbers
  for (const phone of [...phones].sort()) await useUpGrant(trx, tools, phone);
  const { all: names, proved } = await listNamePeriods(trx, user);
  const known = writers ?? (await listAcquaintances(trx, user));
  const taken = await listTaken(trx, phones, user);
  for (const phone of taken) await eraseEarlierTexts(trx, tools, { user, phone });
  await eraseMessagesTo(trx, tools, { userId });
  const identities = phones.filter((phone) => !taken.includes(phone));
  const whom = { userId, identities, names, proved, writers: known };
  await eraseTraces(trx, tools, { ...whom, isRefused: user.status === 'suspended' });
  await eraseProfile(trx, tools, userId);
  // an earlier member who left with this number may have been the same person
  const earlier = trx('users').where({ phone: user.phone, status: 'left' }).where('userId', '<', userId);
  if (user.phone !== null) await earlier.update({ phone: null });
}

/** Erases a stranger who asked for it. Their name was never proved, so it stays in the words of others. */
export async function eraseStranger(trx: Transaction, tools: ErasureTools, identity: string): Promise<void> {
  // the erasure removes the number from the audit of its earlier owner too
  if (await wasMembersNumber(trx, identity)) await useUpGrant(trx, tools, identity);
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
  await eraseTraces(trx, tools, { ...whom, isRefused: false });
}

async function eraseTraces(
  trx: Transaction,
  tools: ErasureTools,
  { isRefused, ...whose }: TracesToErase,
): Promise<void> {
  const { userId, identities } = whose;
  for (const identity of identities) {
    await rememberErasedNumber(trx, tools, { identity, isRefused });
    await eraseCausedBy(trx, tools, { inboxIds: await listTextsFrom(trx, identity), userId });
    await eraseCorrespondence(trx, tools, identity);
  }
  const { mediaIds, ...own } = await eraseReporter(trx, tools, whose);
  await eraseMedia(trx, tools.now, mediaIds);
  await eraseBuddy(trx, tools, whose);
  for (const identity of identities) await eraseNumber(trx, tools, identity);
  await eraseMentions(trx, tools, { ...whose, own });
}

/**
 * The numbers that somebody else has now, or had last. A member who left before this one joined with the same number does not
 * count: that may be the same person.
 */
async function listTaken(trx: Transaction, phones: readonly string[], user: User): Promise<string[]> {
  const others = await User.query(trx)
    .whereIn('phone', [...phones])
    .whereNot({ userId: user.userId });
  const isEarlier = ({ phone, status, userId }: User) =>
    phone === user.phone && status === 'left' && userId < user.userId;
  return others.filter((other) => !isEarlier(other)).flatMap(({ phone }) => phone ?? []);
}

/** Erases what they texted before the number became somebody else's. */
async function eraseEarlierTexts(
  trx: Transaction,
  tools: ErasureTools,
  { user, phone }: { user: User; phone: string },
): Promise<void> {
  const until = user.leftAt ?? tools.now;
  const inboxIds = await listTextsFrom(trx, phone, until);
  await eraseCausedBy(trx, tools, { inboxIds, userId: user.userId });
  await eraseInbound(trx, tools, { identity: phone, until });
}
