import { createHmac, timingSafeEqual } from 'node:crypto';
import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';

/** Codes by text and codes for the API are counted apart, so that nobody can use up another's. */
export const PURPOSES = ['text', 'api'] as const;
export type CodePurpose = (typeof PURPOSES)[number];
export type CodeEnd = 'used' | 'replaced' | 'spent' | 'expired';

export class OneTimeCode extends BaseModel {
  static override tableName = 'one_time_codes';
  static override idColumn = 'codeId';
  static override instants = ['expiresAt', 'createdAt', 'endedAt'];

  declare codeId: number;
  declare phone: string;
  declare purpose: CodePurpose;
  /** The network address that asked, for codes of the API; empty for codes by text. */
  declare askedFrom: string;
  /** The name given with it, which counts only once the number is proved. */
  declare name: string | null;
  declare hmac: string;
  declare tries: number;
  declare expiresAt: Date;
  declare createdAt: Date;
  declare endedAt: Date | null;
  declare endReason: CodeEnd | null;
}

export async function findCode(trx: Transaction, codeId: number): Promise<OneTimeCode | undefined> {
  return OneTimeCode.query(trx).findById(codeId);
}

/** Whose code it is. Each is counted by itself: sends, tries, and which code is the newest. */
export interface CodeOwner {
  phone: string;
  purpose: CodePurpose;
  askedFrom?: string;
}

/** What is stored instead of a code: without the secret, six digits could be guessed from a plain hash in no time. */
export function codeHmac(secret: string, owner: CodeOwner, code: string): string {
  return createHmac('sha256', secret).update(`${owner.purpose}:${owner.phone}:${code}`).digest('hex');
}

export function isSameHmac(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
