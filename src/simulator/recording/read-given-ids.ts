import type { Transaction } from '#src/db/connect.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { codeHmac, OneTimeCode } from '#src/volunteers/sign-in/one-time-code.ts';

export interface GivenCode {
  codeId: number;
  code: string;
}

/** The refs that were drawn and given, in order. Others were drawn by transactions that did not commit. */
export async function readGivenRefs(trx: Transaction, drawn: readonly string[]): Promise<string[]> {
  const given = new Set<string>();
  for (const ref of drawn) {
    const isGiven = (await trx('refs').where({ ref }).first('ref')) !== undefined;
    if (!isGiven) continue;
    // of a ref that was drawn again after its transaction failed, the last time counts
    given.delete(ref);
    given.add(ref);
  }
  return [...given];
}

/** The codes that people got, in order. The database keeps only their hashes. */
export async function readGivenCodes(
  trx: Transaction,
  { secret, drawn, after }: { secret: string; drawn: readonly string[]; after: number },
): Promise<GivenCode[]> {
  const rows = await OneTimeCode.query(trx).where('codeId', '>', after).orderBy('codeId');
  return rows.flatMap((row) => {
    const code = drawn.find((digits) => codeHmac(secret, row, digits) === row.hmac);
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
