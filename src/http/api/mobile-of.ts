import type { Watch } from '#src/notices/watch.ts';
import { parseMobile } from '#src/volunteers/phone-number.ts';
import { Problem } from '../problem.ts';

/** The number as E.164. Throws a problem that names the field where it is no mobile number. */
export function mobileOf({ region }: Pick<Watch, 'region'>, path: string, given: string): string {
  const phone = parseMobile(given, region);
  if (phone) return phone;
  const errors = [{ path, message: 'not a mobile number' }];
  throw new Problem('validation_failed', "Some of what was sent can't be used.", { errors });
}
