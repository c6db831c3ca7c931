import { BaseModel } from '#src/db/base-model.ts';

export type Role = 'volunteer' | 'coordinator';
export type UserStatus = 'pending' | 'active' | 'suspended' | 'left';

export class User extends BaseModel {
  static override tableName = 'users';
  static override idColumn = 'userId';
  static override instants = ['verifiedAt', 'createdAt'];

  declare userId: number;
  /** E.164. Null once the person was forgotten. */
  declare phone: string | null;
  declare name: string;
  declare role: Role;
  declare status: UserStatus;
  declare language: string;
  /** What a coordinator answers with: ADMIT N3. */
  declare ref: string | null;
  /** Tokens of an older generation no longer count. */
  declare tokenGeneration: number;
  declare verifiedAt: Date | null;
  declare createdAt: Date;

  get isActive(): boolean {
    return this.status === 'active';
  }

  get isCoordinator(): boolean {
    return this.role === 'coordinator' && this.isActive;
  }
}
