import { invalidField } from '#src/http/framework/invalid-field.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';

/** The number as E.164. Throws a problem that names the field where it is no mobile number. */
export function readMobile({ region }: Pick<WatchSettings, 'region'>, path: string, given: string): string {
  const phone = parseMobile(given, region);
  if (phone) return phone;
  throw invalidField(path, 'not a mobile number');
}
