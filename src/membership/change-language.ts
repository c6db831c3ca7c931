import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';

/** From now on all texts to this person are in this language. */
export async function changeLanguage(
  trx: Transaction,
  clock: Clock,
  change: { userId: number; language: string; channel: 'text' | 'api' },
): Promise<void> {
  const { userId, language } = change;
  const user = await getUser(trx, userId);
  if (user.language === language) return;
  await trx('users').where({ userId }).update({ language });
  await audit(trx, clock, {
    actorUserId: userId,
    channel: change.channel,
    action: 'user.language',
    subject: `user:${userId}`,
    before: { language: user.language },
    after: { language },
  });
}
