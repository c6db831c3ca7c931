import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { codeHmac, OneTimeCode } from '#src/volunteers/sign-in/one-time-code.ts';

export interface GivenCode {
  codeId: number;
  code: string;
}

/** The refs that were given, in order, without those whose transactions did not commit. */
export async function readGivenRefs(trx: Transaction, given: readonly string[]): Promise<string[]> {
  const kept = new Set(await listValues<string>(trx('refs').whereIn('ref', given), 'ref'));
  return given.filter((ref, index) => kept.has(ref) && given.lastIndexOf(ref) === index);
}

/** The digits behind a yes that people got, in order. */
export function readGivenDigits(given: readonly string[], messages: readonly Outbound[]): string[] {
  return given.filter((digits) => messages.some(({ payload }) => payload.includes(`Y${digits}`)));
}

/** The codes that people got, in order. The database keeps only their hashes. */
export async function readGivenCodes(
  trx: Transaction,
  { secret, given, after }: { secret: string; given: readonly string[]; after: number },
): Promise<GivenCode[]> {
  const rows = await OneTimeCode.query(trx).where('codeId', '>', after).orderBy('codeId');
  return rows.flatMap((row) => {
    const code = given.find((digits) => codeHmac(secret, row, digits) === row.hmac);
    return code === undefined ? [] : [{ codeId: row.codeId, code }];
  });
}

/** The digits of a code are erased when it ends. */
const ERASED = '******';

export function withCode(message: Outbound, codes: readonly GivenCode[]): Outbound {
  const { codeId, payload } = message;
  const given = codes.find((code) => code.codeId === codeId);
  if (!given || !payload.includes(ERASED)) return message;
  return message.$clone().$set({ payload: payload.replaceAll(ERASED, given.code) });
}
