import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Contains the whole phone number, so it is for coordinators only. */
export function presentUser(user: User) {
  return {
    user_id: user.userId,
    ref: user.ref,
    name: user.name,
    phone: user.phone,
    role: user.role,
    status: user.status,
    language: user.language,
    verified_at: toIsoOrNull(user.verifiedAt),
    created_at: toIso(user.createdAt),
    forgotten_at: toIsoOrNull(user.forgottenAt),
  };
}

/** A person as part of another answer. */
export function presentPerson({ userId, name, phone }: User) {
  return { user_id: userId, name, phone };
}
