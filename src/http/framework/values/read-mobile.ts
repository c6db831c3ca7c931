import { invalidField } from '#src/http/framework/invalid-field.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';

/** The number in E.164. Throws a problem that names the field, if it is not a mobile number. */
export function readMobile({ region }: { region: string }, path: string, given: string): string {
  const phone = parseMobile(given, region);
  if (phone) return phone;
  throw invalidField(path, 'not a mobile number');
}
