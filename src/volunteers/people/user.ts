import type { Model } from 'objection';
import { BaseModel } from '#src/db/base-model.ts';

export type Role = 'volunteer' | 'coordinator';
/** `unproved`: a member whose number was not used for so long that it may belong to somebody else now. */
export type UserStatus = 'pending' | 'active' | 'unproved' | 'suspended' | 'left';

export class User extends BaseModel {
  static override tableName = 'users';
  static override idColumn = 'userId';
  static override instants = ['verifiedAt', 'createdAt', 'seenAt', 'leftAt', 'forgottenAt'];

  declare userId: number;
  /** E.164. Null after erasure. */
  declare phone: string | null;
  declare name: string;
  declare role: Role;
  declare status: UserStatus;
  declare language: string;
  /** What a coordinator types to name this person: ADMIT N3. */
  declare ref: string | null;
  /** Tokens of an older generation no longer count. */
  declare tokenGeneration: number;
  declare verifiedAt: Date | null;
  declare createdAt: Date;
  /** When they last proved, other than by a text, that the number is theirs. */
  declare seenAt: Date | null;
  declare leftAt: Date | null;
  declare forgottenAt: Date | null;

  get isActive(): boolean {
    return this.status === 'active';
  }

  get isCoordinator(): boolean {
    return this.role === 'coordinator' && this.isActive;
  }
}

/** The stored columns, without what is computed from them. */
export type UserColumn = Exclude<keyof User, keyof Model | 'isActive' | 'isCoordinator'>;
