import { formatZoned } from '#src/platform/zoned-time.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { Correspondent } from './correspondent.ts';

/** The owner of a thread, and whether they have opted out. */
export function personLine(
  { user, identity = '' }: Correspondent,
  { region, zone, optedOutAt }: { region: string; zone: string; optedOutAt: Date | undefined },
): string {
  const who = [user?.name, formatPhone(identity, region)].filter(Boolean).join(' ');
  const standing = user ? `${user.role}, ${user.status}` : 'not a member';
  const stopped = optedOutAt ? `; said STOP on ${formatZoned(optedOutAt, zone, 'ccc d LLL yyyy HH:mm')}` : '';
  return `${who} (${standing}${stopped})`;
}
