import ipaddr from 'ipaddr.js';

/** An address range that was understood. */
interface Cidr {
  /** The range as Kubernetes wants it: no host bits, short form. */
  canonical: string;
  family: 'ipv4' | 'ipv6';
  bits: number;
  /** Whether `other` is a smaller range inside of it. */
  contains(other: string): boolean;
  /** Whether they share an address. */
  overlaps(other: string): boolean;
}

/**
 * Reads a range such as `203.0.113.0/24`; undefined for what is none.
 */
export function cidrOf(text: string): Cidr | undefined {
  const own = parse(text);
  if (!own) {
    return undefined;
  }
  const inside = (inner: Range, outer: Range) =>
    inner.address.kind() === outer.address.kind() &&
    inner.bits >= outer.bits &&
    inner.address.match(outer.address, outer.bits);
  return {
    canonical: `${own.network}/${own.bits}`,
    family: own.address.kind(),
    bits: own.bits,
    contains(other) {
      const range = parse(other);
      return range !== undefined && range.bits > own.bits && inside(range, own);
    },
    overlaps(other) {
      const range = parse(other);
      return range !== undefined && (inside(range, own) || inside(own, range));
    },
  };
}

interface Range {
  address: ipaddr.IPv4 | ipaddr.IPv6;
  bits: number;
  network: string;
}

function parse(text: string): Range | undefined {
  // Octal and shortened forms are read differently by different readers.
  if (
    !/^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]+)\/\d{1,3}$/.test(text) ||
    /(^|\.)0\d/.test(text)
  ) {
    return undefined;
  }
  if (!ipaddr.isValidCIDR(text)) {
    return undefined;
  }
  const [address, bits] = ipaddr.parseCIDR(text);
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(text)
      : ipaddr.IPv6.networkAddressFromCIDR(text);
  return { address, bits, network: network.toString() };
}
