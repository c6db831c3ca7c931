import { z } from 'zod';

/** Newer names that ICU does not list: it keeps the oldest name of each zone. */
const NEWER_NAMES = [
  'UTC',
  'Etc/UTC',
  'GMT',
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

const names = [...new Set([...Intl.supportedValuesOf('timeZone'), ...NEWER_NAMES])].sort();

export const timeZoneInput = z
  .enum(names, 'not an IANA time zone')
  .meta({ id: 'TimeZone', description: 'An IANA time zone.', examples: ['Africa/Johannesburg'] });
