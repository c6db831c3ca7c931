import { eraseAsks } from '#src/asks/erase-asks.ts';
import type { Transaction } from '#src/db/connect.ts';
import { cancelMessagesTo, closeConversation, findConversation } from '#src/messaging/erasure/erase-correspondence.ts';
import { hideReporters } from '#src/reports/erase-reporter.ts';
import { eraseBuddyAhead } from '#src/roster/buddies/erase-buddies.ts';
import { type ErasureTools, eraseNumber } from '#src/volunteers/numbers/erase-number.ts';
import { rememberErasedNumber } from '#src/volunteers/numbers/erased-numbers.ts';
import { useUpGrant } from '#src/volunteers/numbers/used-grants.ts';
import { wasMembersNumber } from '#src/volunteers/numbers/was-members-number.ts';
import { eraseProfile } from '#src/volunteers/people/erase-profile.ts';
import { User } from '#src/volunteers/people/user.ts';
import { type ErasureFacts, insertErasure, readLastIds } from './erasure.ts';
import type { SharedShift } from './facts/acquaintances.ts';
import { listEarlierNumbers } from './facts/earlier-names.ts';
import { FIRST_STEP } from './steps/steps.ts';

/**
 * Removes a member's rights, name and number, in a short transaction. `finishErasure` does the rest: texts, files, places,
 * and the person in the words of others. The caller has released the shifts ahead; `asBuddy` are those of others.
 */
export async function beginErasure(
  trx: Transaction,
  tools: ErasureTools,
  { user, asBuddy }: { user: User; asBuddy: SharedShift[] },
): Promise<void> {
  const { userId, name } = user;
  const phones = await listEarlierNumbers(trx, user);
  // after the erasure, nothing else tells that these were a member's numbers
  for (const phone of [...phones].sort()) await useUpGrant(trx, tools, phone);
  const taken = await listTaken(trx, phones, user);
  const identities = phones.filter((phone) => !taken.includes(phone));
  const facts = await factsOf(trx, tools, identities);
  for (const phone of taken) {
    const conversation = await findConversation(trx, phone);
    // later texts are of the person who has the number now
    if (conversation) facts.conversations.push({ ...conversation, until: (user.leftAt ?? tools.now).getTime() });
  }
  await cancelMessagesTo(trx, { userId });
  await eraseAsks(trx, tools, { userId });
  for (const identity of identities) {
    await removeNumber(trx, tools, { identity, isRefused: user.status === 'suspended', facts });
  }
  await eraseBuddyAhead(trx, tools, { userId, identities });
  await eraseProfile(trx, tools, userId);
  // an earlier member who left with this number may have been the same person
  const earlier = trx('users').where({ phone: user.phone, status: 'left' }).where('userId', '<', userId);
  if (user.phone !== null) await earlier.update({ phone: null });
  await insertErasure(trx, { userId, step: FIRST_STEP, facts: { ...facts, member: { name, phones, asBuddy } } });
}

/** The same for a stranger who asked for it. Their name was never proved, so it stays in the words of others. */
export async function beginErasureOfStranger(trx: Transaction, tools: ErasureTools, identity: string): Promise<void> {
  // the erasure removes the number from the audit of its earlier owner too
  if (await wasMembersNumber(trx, identity)) await useUpGrant(trx, tools, identity);
  const facts = await factsOf(trx, tools, [identity]);
  const codes: { name: string | null; createdAt: Date | number }[] = await trx('one_time_codes')
    .where({ phone: identity })
    .whereNotNull('name')
    .select('name', 'createdAt');
  for (const { name, createdAt } of codes) {
    facts.names.push({ name: name ?? '', since: new Date(createdAt).getTime(), until: undefined });
  }
  await removeNumber(trx, tools, { identity, isRefused: false, facts });
  await eraseBuddyAhead(trx, tools, { userId: undefined, identities: [identity] });
  await insertErasure(trx, { userId: undefined, step: FIRST_STEP, facts });
}

async function factsOf(trx: Transaction, { now }: ErasureTools, identities: string[]): Promise<ErasureFacts> {
  const unknown = { conversations: [], member: null, names: [], proved: [], writers: [], typedForms: [] };
  return { ...unknown, identities, lastIds: await readLastIds(trx), at: now.getTime() };
}

async function removeNumber(
  trx: Transaction,
  tools: ErasureTools,
  { identity, isRefused, facts }: { identity: string; isRefused: boolean; facts: ErasureFacts },
): Promise<void> {
  await rememberErasedNumber(trx, tools, { identity, isRefused });
  await cancelMessagesTo(trx, { identity });
  const conversationId = await closeConversation(trx, tools, identity);
  if (conversationId !== undefined) facts.conversations.push({ conversationId, until: null });
  await hideReporters(trx, tools.secret, { identities: [identity] });
  await eraseAsks(trx, tools, { identity });
  await eraseNumber(trx, tools, identity);
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
