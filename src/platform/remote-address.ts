import { BlockList, isIP } from 'node:net';

/** Reads `10.0.0.0/8`, `::1`. Throws for what is neither an address nor a network. */
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
    // Node throws whatever is wrong with it
    return false;
  }
}

/**
 * Who asks. `X-Forwarded-For` is the caller's to choose, so it counts only as far as proxies of ours wrote it: from its
 * end, up to the first address that is none of them. Of an IPv6 address the network: a line has as many as it likes.
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

/** Of a URL: `localhost`, `127.0.0.1`, `[::1]`, and no name that only begins like one. */
export function isLoopbackHost(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return hostname === 'localhost' || (isIP(address) !== 0 && isLoopback(address));
}

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address that a socket for both calls `::ffff:1.2.3.4`. */
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
