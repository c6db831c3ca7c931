import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { formatPhone, parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { findUser, findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { UsageError } from '../run-command.ts';

/** The person with this id (`#12`) or this number, with or without spaces. */
export async function getPerson(trx: Transaction, settings: WatchSettings, words: readonly string[]): Promise<User> {
  const typed = words.join(' ');
  const [, id] = /^#?(\d{1,9})$/.exec(typed) ?? [];
  const phone = parseMobile(typed, settings.region);
  if (phone === undefined && id === undefined) {
    throw new UsageError(`Who? Type a mobile number, or #12 as "npm run admin -- list" shows it.`);
  }
  const user = phone === undefined ? await findUser(trx, Number(id)) : await findUserByPhone(trx, phone);
  if (user) return user;
  throw new UsageError(`Nobody on the watch has ${typed}. npm run admin -- list shows all people.`);
}

export function getNumber(settings: WatchSettings, typed: string): string {
  const phone = parseMobile(typed, settings.region);
  if (phone === undefined)
    throw new UsageError(`${typed || 'Nothing'} is not a mobile number. Type it like 082 123 4567.`);
  return phone;
}

/** `#12 Thandi Nkosi 082 123 4567, volunteer, active` */
export function userLine({ userId, name, phone, role, status, verifiedAt }: User, { region }: WatchSettings): string {
  const number = phone === null ? 'no number' : formatPhone(phone, region);
  return `#${userId} ${name} ${number}, ${role}, ${status}${verifiedAt ? '' : ', number not proved yet'}`;
}
