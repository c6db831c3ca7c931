import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { type AddressChannel, addressOn, channelOf, identityOf } from '#src/volunteers/numbers/address.ts';

/** A phone on the screen. It acts as the phone of one number. */
export interface Phone {
  /** `+27821234567`, or `whatsapp:+27821234567` while it texts by WhatsApp. */
  address: string;
  channel: AddressChannel;
  /** E.164. */
  number: string;
}

/** `082 123 4567`, `+27 82 123 4567`, and either after `whatsapp:`. Undefined if it is no valid number. */
export function parsePhone(typed: string, region: string): Phone | undefined {
  const address = typed.trim();
  const parsed = parsePhoneNumberFromString(identityOf(address).replace(/^whatsapp:/i, ''), {
    defaultCountry: region as CountryCode,
    extract: false,
  });
  return parsed?.isValid() ? phoneOn(channelOf(address), parsed.number) : undefined;
}

export function phoneOn(channel: AddressChannel, number: string): Phone {
  return { address: addressOn(channel, number), channel, number };
}
