import type { z } from 'zod';
import { toIso } from '#src/platform/iso.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { meAnswer } from './schema.ts';

export function presentMe(user: User): z.input<typeof meAnswer> {
  return {
    user_id: user.userId,
    phone: user.phone,
    name: user.name,
    role: user.role,
    status: user.status,
    language: user.language,
    created_at: toIso(user.createdAt),
  };
}
