import { createHmac, timingSafeEqual } from 'node:crypto';
import { BaseModel } from '#src/db/base-model.ts';
import type { Database, Transaction } from '#src/db/connect.ts';

/** Codes by text and codes for the API are counted separately, so that one cannot use up the other. */
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
  /** The network address that asked for a code of the API. Empty for codes by text. */
  declare askedFrom: string;
  /** The name of the newcomer. It counts once the number is proved. */
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

/** The codes that have not ended, expired or not. */
export async function listOpenCodes(db: Database): Promise<OneTimeCode[]> {
  return OneTimeCode.query(db).whereNull('endedAt').orderBy('expiresAt');
}

/** Those of one number. */
export async function listOpenCodesOf(trx: Transaction, phone: string): Promise<OneTimeCode[]> {
  return OneTimeCode.query(trx).where({ phone }).whereNull('endedAt').orderBy('codeId');
}

/** Codes, tries and limits are counted for each owner separately. */
export interface CodeOwner {
  phone: string;
  purpose: CodePurpose;
  askedFrom?: string;
}

/**
 * Stored instead of the code. A plain hash of six digits could be reversed by trying all of them. Its key stays the secret
 * itself: a code that is on its way during an upgrade still counts, and ended codes are recognised when they are texted again.
 */
export function codeHmac(secret: string, owner: CodeOwner, code: string): string {
  return createHmac('sha256', secret).update(`${owner.purpose}:${owner.phone}:${code}`).digest('hex');
}

export function isSameHmac(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
