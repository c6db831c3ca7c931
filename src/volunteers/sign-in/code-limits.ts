import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, before, HOUR } from '#src/platform/duration.ts';
import type { Applicant } from './applicant.ts';

/** The most codes of the API in an hour. */
export interface CodesAnHour {
  /** Asked for from one network address. */
  forAddress: number;
  /** For one number, whoever asks. */
  forPhone: number;
  /** Texted in all. */
  forAll: number;
}

export interface CodeCounter {
  clock: Clock;
  codesAnHour: CodesAnHour;
}

/** Of the codes for a number, one network address gets a third. So it cannot lock the owner out. */
const ADDRESS_SHARE_OF_PHONE = 1 / 3;
/** The rest of all codes is kept for members. So strangers cannot lock them out. */
const COMMON_SHARE = 2 / 3;
/** An address that had more than this share of all codes gets none of those that are kept for members. */
const ADDRESS_SHARE_OF_ALL = 1 / 10;

/** Written exactly like the conditions of the indexes, because SQLite uses them for no other spelling. */
const FROM_ADDRESS = "purpose = 'api' and asked_from <> ''";
const TEXTED = "purpose = 'api' and not is_withheld";

export type ReachedLimit = { limit: keyof CodesAnHour; againAt: Date };

/**
 * The limit that a code for this number would exceed, if any. Refused requests have made no code, so they count for nothing.
 * Whether the number is a member's makes no difference here, so the answer does not tell.
 */
export async function findReachedLimit(
  trx: Transaction,
  counter: CodeCounter,
  { phone, askedFrom }: Applicant,
): Promise<ReachedLimit | undefined> {
  const { forAddress, forPhone, forAll } = counter.codesAnHour;
  const ofPhone = { phone, purpose: 'api' };
  const fullUntil = async (limit: keyof CodesAnHour, most: number, codes: Counted) => {
    const againAt = await countedUntil(trx, counter, { most, codes });
    return againAt && { limit, againAt };
  };
  return (
    (await fullUntil('forAddress', forAddress, (rows) => rows.where({ askedFrom }).whereRaw(FROM_ADDRESS))) ??
    (await fullUntil('forPhone', forPhone, (rows) => rows.where(ofPhone))) ??
    (await fullUntil('forPhone', share(forPhone, ADDRESS_SHARE_OF_PHONE), (rows) =>
      rows.where({ ...ofPhone, askedFrom }),
    )) ??
    (await fullUntil('forAll', forAll, (rows) => rows.whereRaw(TEXTED)))
  );
}

/**
 * Whether the code must not be texted, because what is left of this hour is kept for members. The caller makes it all the same
 * and gives the usual answer: a refusal would tell who is a member.
 */
export async function mustWithhold(
  trx: Transaction,
  counter: CodeCounter,
  { askedFrom, isMember }: { askedFrom: string; isMember: boolean },
): Promise<boolean> {
  const { forAll } = counter.codesAnHour;
  const isFull = async (most: number, codes: Counted) =>
    (await countedUntil(trx, counter, { most, codes })) !== undefined;
  if (!(await isFull(share(forAll, COMMON_SHARE), (rows) => rows.whereRaw(TEXTED)))) return false;
  if (!isMember) return true;
  const ofAddress: Counted = (rows) => rows.where({ askedFrom }).whereRaw(FROM_ADDRESS);
  return isFull(share(forAll, ADDRESS_SHARE_OF_ALL), ofAddress);
}

type Rows = ReturnType<Transaction>;
type Counted = (rows: Rows) => Rows;

/** When one of these codes no longer counts. Undefined while there are fewer than `most` of the last hour. */
async function countedUntil(
  trx: Transaction,
  { clock }: CodeCounter,
  { most, codes }: { most: number; codes: Counted },
): Promise<Date | undefined> {
  const first = await codes(trx('one_time_codes'))
    .where('createdAt', '>', before(clock.now(), HOUR))
    .orderBy('createdAt', 'desc')
    .offset(most - 1)
    .first('createdAt');
  return first && after(new Date(first.createdAt), HOUR);
}

function share(limit: number, part: number): number {
  return Math.max(1, Math.floor(limit * part));
}

/** Deletes withheld codes, which no message refers to, at most `limit`. Returns how many. */
export async function deleteWithheldCodes(
  trx: Transaction,
  { before: createdBefore, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = trx('one_time_codes').whereRaw('is_withheld').where('createdAt', '<=', createdBefore).limit(limit);
  return trx('one_time_codes').whereIn('codeId', old.select('codeId')).delete();
}
