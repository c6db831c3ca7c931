import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { refusedField } from './refused-field.ts';

/** The number as E.164. Throws a problem that names the field where it is no mobile number. */
export function mobileOf({ region }: Pick<WatchSettings, 'region'>, path: string, given: string): string {
  const phone = parseMobile(given, region);
  if (phone) return phone;
  throw refusedField(path, 'not a mobile number');
}
