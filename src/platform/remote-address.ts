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

/**
 * The address of the client. Anybody can send `X-Forwarded-For`, so it is read from its end, only as far as our own proxies
 * wrote it. For IPv6 it returns the /64 network, because one line has countless addresses.
 */
export function remoteAddressOf(socketAddress: string, forwardedFor: string, proxies: BlockList): string {
  const claimed = forwardedFor.split(',').map((address) => unmapped(address.trim()));
  let address = unmapped(socketAddress);
  while (isIn(proxies, address)) {
    const next = claimed.pop();
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return isIP(address) === 6 ? networkOf(address) : address;
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

/** Turns `::ffff:1.2.3.4`, as sockets for both families write it, into the IPv4 address. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
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
