import { type CountryCode, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { normalize } from '#src/platform/normalize.ts';
import { spelledAsStored } from './spellings.ts';

/** Invisible direction marks in contacts that were copied from a phone. */
const MARKS = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const PREFIX = /^\s*(?:whatsapp|rcs|sms|tel):/i;
/** 15 digits with three characters after each. The library accepts up to 250 characters, and takes 10 ms for many spaces. */
const LONGEST = 60;
/** The library accepts South African numbers that are one digit too short. */
const WHOLE_NUMBER: Partial<Record<string, RegExp>> = { ZA: /^\+27[6-8]\d{8}$/ };

/** A mobile number in any usual spelling, as E.164. A number without a country code belongs to the region. */
export function parseMobile(text: string, region: string): string | undefined {
  const typed = normalize(text, 'NFKC').replace(MARKS, '').replace(PREFIX, '').trim();
  if (typed.length > LONGEST) return undefined;
  return parseInRegion(typed, region) ?? parseInRegion(withPlus(typed, region), region);
}

/** As people in the region write it, `082 123 4567`. Foreign numbers have their country code: `+44 7400 123456`. */
export function formatPhone(phone: string, region: string): string {
  const number = phone.length > LONGEST ? undefined : parsePhoneNumberFromString(phone);
  if (!number) return phone;
  return number.country === region ? number.formatNational() : number.formatInternational();
}

function parseInRegion(text: string, region: string): string | undefined {
  const country = countryOf(region);
  const typed = parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false });
  const stored = typed && spelledAsStored(typed.number);
  const number = stored === undefined || stored === typed?.number ? typed : parsePhoneNumberFromString(stored);
  if (!number?.isValid() || number.ext) return undefined;
  const shape = WHOLE_NUMBER[number.country ?? ''];
  return shape && !shape.test(number.number) ? undefined : number.number;
}

/** Adds the plus to a number that has the country code without it: `27832001001`. */
function withPlus(text: string, region: string): string {
  const digits = text.replace(/\D/g, '');
  const country = countryOf(region);
  return country && digits.startsWith(getCountryCallingCode(country)) ? `+${digits}` : text;
}

function countryOf(region: string): CountryCode | undefined {
  return isSupportedCountry(region) ? region : undefined;
}
