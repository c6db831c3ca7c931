import { describe, expect, test } from 'vitest';
import {
  isAddressOrNetwork,
  isLoopback,
  isLoopbackHost,
  parseAddressList,
  remoteAddressOf,
} from '#src/platform/remote-address.ts';

const NONE = parseAddressList([]);
const PROXIES = parseAddressList(['10.0.0.0/8', 'fd00::/8', '203.0.113.7']);

describe('the remote address', () => {
  test.each([
    ['nobody is trusted', '198.51.100.1', '1.2.3.4', NONE, '198.51.100.1'],
    ['one proxy', '10.0.0.1', '198.51.100.1', PROXIES, '198.51.100.1'],
    ['what the caller wrote in front does not count', '10.0.0.1', '1.2.3.4, 198.51.100.1', PROXIES, '198.51.100.1'],
    ['two proxies', '10.0.0.1', '198.51.100.1, 203.0.113.7', PROXIES, '198.51.100.1'],
    ['a proxy itself', '10.0.0.1', '', PROXIES, '10.0.0.1'],
    ['a proxy that wrote a port', '10.0.0.1', '198.51.100.20:40123', PROXIES, '198.51.100.20'],
    ['a port behind IPv6', '10.0.0.1', '[2001:db8:1:2::1]:443', PROXIES, '2001:db8:1:2::/64'],
    ['IPv6 in brackets', '10.0.0.1', '[2001:db8:1:2::1]', PROXIES, '2001:db8:1:2::/64'],
    ['quotes and spaces', '10.0.0.1', '1.2.3.4,\t"[2001:db8:1:2::1]:443" ', PROXIES, '2001:db8:1:2::/64'],
    ['ports of two proxies', '10.0.0.1', '198.51.100.1:1, 203.0.113.7:65000', PROXIES, '198.51.100.1'],
    ['empty entries', '10.0.0.1', '198.51.100.1, ,', PROXIES, '198.51.100.1'],
    ['IPv4 written as IPv6', '10.0.0.1', '[::ffff:c633:6401]:443', PROXIES, '198.51.100.1'],
    ['a proxy written as IPv6', '::ffff:a00:1', '198.51.100.1', PROXIES, '198.51.100.1'],
    ['an IPv4 address in an IPv6 socket', '::ffff:10.0.0.1', '::ffff:198.51.100.1', PROXIES, '198.51.100.1'],
    ['an IPv6 line', '2001:db8:1:2:3:4:5:6', '', NONE, '2001:db8:1:2::/64'],
    ['a short one', '2001:db8::1', '', NONE, '2001:db8:0:0::/64'],
    ['a short one with groups on both sides', '2001::1:2:3:4:5:6', '', NONE, '2001:0:1:2::/64'],
    ['a short one that begins with zeros', '::1:2:3:4:5', '', NONE, '0:0:0:1::/64'],
    ['a link-local one with a zone', 'fe80::1%eth0', '', NONE, 'fe80:0:0:0::/64'],
    ['an IPv6 proxy', 'fd00::1', '2001:db8:1:2::9', PROXIES, '2001:db8:1:2::/64'],
    ['a socket that is closed already', '', '198.51.100.1', PROXIES, ''],
    ['this machine', '::1', '', NONE, '::1'],
  ])('%s', (_, socket, forwarded, proxies, expected) => {
    expect(remoteAddressOf(socket, forwarded, proxies)).toEqual({ address: expected });
  });

  test.each([
    'unknown',
    '_hidden',
    '198.51.100.999',
    '198.51.100.1:port',
    '198.51.100.1:1:2',
    '[2001:db8::1',
    'a'.repeat(20_000),
    '\u0000\u001b[2J',
  ])('a value that is not an address is a client of its own: %j', (value) => {
    const { address, unreadable } = remoteAddressOf('10.0.0.1', `1.2.3.4, ${value}`, PROXIES);
    expect(address).toMatch(/^not-an-address:[0-9a-f]{16}$/);
    expect(unreadable).toBe(value);
    const other = remoteAddressOf('10.0.0.1', `1.2.3.4, ${value}x`, PROXIES);
    expect(other.address).not.toBe(address);
  });
});

test('loopback is recognised in each of its spellings', () => {
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true]);
  expect(['10.0.0.1', '::', '::ffff:10.0.0.1', ''].map(isLoopback)).toEqual([false, false, false, false]);
});

test('a loopback host name is localhost or a loopback address, and nothing that only looks like one', () => {
  expect(['localhost', '127.0.0.1', '[::1]'].map(isLoopbackHost)).toEqual([true, true, true]);
  const others = ['localhost.example', '127.0.0.1.example', '10.0.0.1', '[::2]', 'example', ''];
  expect(others.filter(isLoopbackHost)).toEqual([]);
});

test('a proxy is an address or a network', () => {
  expect(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'].map(isAddressOrNetwork)).toEqual([true, true, true, true]);
  expect(['proxy', '10.0.0.0/99', '10.0.0', ''].map(isAddressOrNetwork)).toEqual([false, false, false, false]);
});
