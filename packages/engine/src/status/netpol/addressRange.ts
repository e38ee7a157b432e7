import ipaddr from 'ipaddr.js';

/** Addresses from `from` to `to`, both included, of one family. */
export interface AddressRange {
  family: 4 | 6;
  from: bigint;
  to: bigint;
}

/** The range of a CIDR or of a single address; undefined when it is neither. */
export function rangeOf(text: string): AddressRange | undefined {
  const [address, prefix] = text.includes('/')
    ? parsedCidr(text)
    : parsedAddress(text);
  if (!address) {
    return undefined;
  }
  const family = address.kind() === 'ipv4' ? 4 : 6;
  const bits = family === 4 ? 32 : 128;
  const size = 1n << BigInt(bits - prefix);
  const value = numberOf(address);
  const from = value - (value % size);
  return { family, from, to: from + size - 1n };
}

/** Whether `outer` holds all of `inner`. */
export function contains(outer: AddressRange, inner: AddressRange): boolean {
  return (
    outer.family === inner.family &&
    outer.from <= inner.from &&
    inner.to <= outer.to
  );
}

/** Whether the two have an address in common. */
export function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.from <= b.to && b.from <= a.to;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function parsedCidr(text: string): [Address | undefined, number] {
  return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : [undefined, 0];
}

function parsedAddress(text: string): [Address | undefined, number] {
  if (!ipaddr.isValid(text)) {
    return [undefined, 0];
  }
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function numberOf(address: Address): bigint {
  return address
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}
