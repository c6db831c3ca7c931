import { createHash } from 'node:crypto';
import { BlockList, isIP } from 'node:net';

/** Parses addresses and networks, such as `::1` and `10.0.0.0/8`. Throws if an entry is neither. */
export function parseAddressList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

export function isAddressOrNetwork(entry: string): boolean {
  try {
    parseAddressList([entry]);
    return true;
  } catch {
    // Node throws different errors
    return false;
  }
}

export interface RemoteAddress {
  /** Requests of the same client have the same address. */
  address: string;
  /** What a proxy of ours wrote instead of an address. It may hold any characters. */
  unreadable?: string;
}

/**
 * The address of the client. Anybody can send `X-Forwarded-For`, so it is read from its end, only as far as our own proxies
 * wrote it. For IPv6 it returns the /64 network, because one line has countless addresses.
 *
 * A value that is not an address stands for the client that it was written for. If such clients counted as their proxy, a
 * stranger's wrong codes would block everybody.
 */
export function remoteAddressOf(socketAddress: string, forwardedFor: string, proxies: BlockList): RemoteAddress {
  const claimed = forwardedFor.split(',').map(withoutPort).filter(Boolean);
  let address = unmapped(socketAddress);
  while (isIn(proxies, address)) {
    const next = claimed.pop();
    if (next === undefined) break;
    if (isIP(next) === 0) return { address: `not-an-address:${shortHash(next)}`, unreadable: next };
    address = unmapped(next);
  }
  return { address: isIP(address) === 6 ? networkOf(address) : address };
}

/** The address that a connection is counted for, as `remoteAddressOf` writes it. Undefined if a proxy of ours connects. */
export function countedAddressOf(socketAddress: string, proxies: BlockList): string | undefined {
  return isIn(proxies, unmapped(socketAddress)) ? undefined : remoteAddressOf(socketAddress, '', proxies).address;
}

/** Some proxies write a port (`198.51.100.20:40123`, `[2001:db8::1]:443`) or quotes. */
function withoutPort(entry: string): string {
  const text = entry.replace(/["\s]/g, '');
  const [, bracketed, plain] = /^\[(.*)\](?::\d*)?$|^([^:]*):\d*$/.exec(text) ?? [];
  return bracketed ?? plain ?? text;
}

/** The columns and keys that hold an address are short, and a header is not. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

export function isLoopback(socketAddress: string): boolean {
  const address = unmapped(socketAddress);
  return address === '::1' || address.startsWith('127.');
}

/** For host names of URLs: `localhost`, `127.0.0.1`, `[::1]`, but not `localhost.example`. */
export function isLoopbackHost(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return hostname === 'localhost' || (isIP(address) !== 0 && isLoopback(address));
}

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Turns `::ffff:1.2.3.4` and `::ffff:102:304`, as sockets and proxies for both families write it, into the IPv4 address. */
function unmapped(address: string): string {
  if (!/^[0:]+ffff:/i.test(address) || isIP(address) !== 6) return address;
  const shortest = new URL(`http://[${address}]/`).hostname;
  const [, high, low] = /^\[::ffff:([\da-f]+):([\da-f]+)\]$/.exec(shortest) ?? [];
  if (high === undefined || low === undefined) return address;
  const bits = (Number.parseInt(high, 16) << 16) | Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

function networkOf(address: string): string {
  if (address === '::1') return address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const isShort = address.includes('::');
  const zeros = isShort ? Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0') : [];
  const groups = [...first, ...zeros, ...last].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
