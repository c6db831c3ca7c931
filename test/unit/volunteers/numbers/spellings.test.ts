import { expect, it } from 'vitest';
import { identityOf, isOfPerson } from '#src/volunteers/numbers/address.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';

it.each([
  ['rcs:+27821234567', '+27821234567'],
  ['whatsapp:+27821234567', '+27821234567'],
  ['whatsapp:+5215512345678', '+525512345678'],
  ['whatsapp:+525512345678', '+525512345678'],
  ['whatsapp:+541123456789', '+5491123456789'],
  ['whatsapp:+5491123456789', '+5491123456789'],
  ['whatsapp:+551199998888', '+5511999998888'],
  ['+5511999998888', '+5511999998888'],
])('%s belongs to %s, which is a mobile number', (address, phone) => {
  expect(identityOf(address)).toBe(phone);
  expect(parseMobile(identityOf(address), 'ZA')).toBe(phone);
});

it('a typed number is stored in the same spelling', () => {
  expect(parseMobile('+52 1 55 1234 5678', 'ZA')).toBe('+525512345678');
  expect(parseMobile('+54 11 2345 6789', 'AR')).toBe('+5491123456789');
});

it('an address without a number is its own identity', () => {
  for (const address of ['whatsapp:ZA.83f2a7', 'rcs:agent', '32123', 'TakeALot'])
    expect(identityOf(address)).toBe(address);
  expect([isOfPerson('whatsapp:ZA.83f2a7'), isOfPerson('rcs:+1'), isOfPerson('32123')]).toEqual([true, true, false]);
});
