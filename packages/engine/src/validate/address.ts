import ipaddr from 'ipaddr.js';

/** An IP address of either family. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * An IP address as Kubernetes accepts it in new objects: four decimal octets without leading zeros, or IPv6 without
 * a zone and not mapped from IPv4. Undefined for anything else.
 */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) {
    if (text.includes('%') || !ipaddr.IPv6.isValid(text)) {
      return undefined;
    }
    const address = ipaddr.IPv6.parse(text);
    return address.isIPv4MappedAddress() ? undefined : address;
  }
  return ipaddr.IPv4.isValidFourPartDecimal(text) && !/(^|\.)0\d/.test(text)
    ? ipaddr.IPv4.parse(text)
    : undefined;
}

/** A network: its address as written, and how many bits of it count. */
export interface Network {
  address: Address;
  prefix: number;
}

/**
 * A CIDR such as `10.0.0.0/8`; undefined for anything else.
 */
export function parseNetwork(text: string): Network | undefined {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  if (!match) {
    return undefined;
  }
  const address = parseAddress(match[1]);
  const prefix = Number(match[2]);
  if (!address || prefix > address.toByteArray().length * 8) {
    return undefined;
  }
  return { address, prefix };
}

/**
 * Whether every address of `inner` is one of `outer`.
 */
export function containsNetwork(outer: Network, inner: Network): boolean {
  const a = outer.address.toByteArray();
  const b = inner.address.toByteArray();
  if (a.length !== b.length || inner.prefix < outer.prefix) {
    return false;
  }
  return bitsOf(a).slice(0, outer.prefix) === bitsOf(b).slice(0, outer.prefix);
}

/**
 * Whether no bit is set behind the prefix.
 */
export function isMasked(network: Network): boolean {
  return !bitsOf(network.address.toByteArray())
    .slice(network.prefix)
    .includes('1');
}

/** The network with the bits behind its prefix cleared. */
export function maskNetwork(network: Network): Network {
  const bits = bitsOf(network.address.toByteArray());
  const masked = bits.slice(0, network.prefix).padEnd(bits.length, '0');
  const bytes = (masked.match(/.{8}/g) ?? []).map(b => parseInt(b, 2));
  return { address: ipaddr.fromByteArray(bytes), prefix: network.prefix };
}

function bitsOf(bytes: number[]): string {
  return bytes.map(b => b.toString(2).padStart(8, '0')).join('');
}
