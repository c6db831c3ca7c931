import { type CountryCode, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { normalize } from '#src/platform/normalize.ts';

/** Directional marks that a contact copied from a phone carries along. */
const MARKS = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const PREFIX = /^\s*(?:whatsapp|sms|tel):/i;
/** Fifteen digits with three characters after each. The library takes up to 250, and 10 ms for a number and many spaces. */
const LONGEST = 60;
/** Where the library's own length check is too lax: it calls a South African number one digit short valid. */
const WHOLE_NUMBER: Partial<Record<string, RegExp>> = { ZA: /^\+27[6-8]\d{8}$/ };

/** A mobile number in any usual spelling, as E.164; numbers without a country are the region's. */
export function parseMobile(text: string, region: string): string | undefined {
  const typed = normalize(text, 'NFKC').replace(MARKS, '').replace(PREFIX, '').trim();
  if (typed.length > LONGEST) return undefined;
  return parseInRegion(typed, region) ?? parseInRegion(withPlus(typed, region), region);
}

/** As people at home write it, `082 123 4567`; abroad's numbers with their country: `+44 7400 123456`. */
export function formatPhone(phone: string, region: string): string {
  const number = phone.length > LONGEST ? undefined : parsePhoneNumberFromString(phone);
  if (!number) return phone;
  return number.country === region ? number.formatNational() : number.formatInternational();
}

function parseInRegion(text: string, region: string): string | undefined {
  const country = countryOf(region);
  const number = parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false });
  if (!number?.isValid() || number.ext) return undefined;
  const shape = WHOLE_NUMBER[number.country ?? ''];
  return shape && !shape.test(number.number) ? undefined : number.number;
}

/** `27832001001`: the country's code, but without the plus. */
function withPlus(text: string, region: string): string {
  const digits = text.replace(/\D/g, '');
  const country = countryOf(region);
  return country && digits.startsWith(getCountryCallingCode(country)) ? `+${digits}` : text;
}

function countryOf(region: string): CountryCode | undefined {
  return isSupportedCountry(region) ? region : undefined;
}
