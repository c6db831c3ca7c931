import { isoOf, isoOrNull } from '#src/http/framework/values/schemas.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** For coordinators only: with the whole number. */
export function presentUser(user: User) {
  return {
    user_id: user.userId,
    ref: user.ref,
    name: user.name,
    phone: user.phone,
    role: user.role,
    status: user.status,
    language: user.language,
    verified_at: isoOrNull(user.verifiedAt),
    created_at: isoOf(user.createdAt),
    forgotten_at: isoOrNull(user.forgottenAt),
  };
}

/** A person in something else. */
export function presentPerson({ userId, name, phone }: User) {
  return { user_id: userId, name, phone };
}
