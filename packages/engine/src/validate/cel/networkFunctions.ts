import { Environment } from '@marcbachmann/cel-js';
import {
  Address,
  containsNetwork,
  isMasked,
  maskNetwork,
  Network,
  parseAddress,
  parseNetwork,
} from '../address';
import { celFailure } from './failure';

class CelIp {
  constructor(readonly address: Address) {}
}
class CelIpNamespace {}
class CelCidr {
  constructor(readonly network: Network) {}
}

/**
 * Kubernetes' `ip`, `isIP`, `cidr` and `isCIDR` with the methods of their results.
 */
export function registerNetworkFunctions(env: Environment): void {
  registerAddresses(env);
  registerNetworks(env);
}

function registerAddresses(env: Environment): void {
  const is = (name: string, ...ranges: string[]) =>
    env.registerFunction(`kubernetes.IP.${name}(): bool`, (ip: CelIp) =>
      ranges.includes(ip.address.range()),
    );
  env
    .registerType('kubernetes.IP', { ctor: CelIp, fields: {} })
    .registerFunction(
      'isIP(string): bool',
      (text: string) => parseAddress(text) !== undefined,
    )
    .registerFunction('ip(string): kubernetes.IP', ipOf)
    .registerType('kubernetes.IPs', { ctor: CelIpNamespace, fields: {} })
    .registerConstant('ip', 'kubernetes.IPs', new CelIpNamespace())
    .registerFunction(
      'kubernetes.IPs.isCanonical(string): bool',
      (_: CelIpNamespace, text: string) =>
        ipOf(text).address.toString() === text,
    )
    .registerFunction('string(kubernetes.IP): string', (ip: CelIp) =>
      ip.address.toString(),
    )
    .registerFunction('kubernetes.IP.family(): int', family)
    .registerFunction(
      'kubernetes.IP.isGlobalUnicast(): bool',
      (ip: CelIp) =>
        ![
          'unspecified',
          'loopback',
          'multicast',
          'linkLocal',
          'broadcast',
        ].includes(ip.address.range()),
    )
    .registerOperator(
      'kubernetes.IP == kubernetes.IP',
      (a: CelIp, b: CelIp) => a.address.toString() === b.address.toString(),
    );
  is('isUnspecified', 'unspecified');
  is('isLoopback', 'loopback');
  is('isLinkLocalUnicast', 'linkLocal');
  env.registerFunction(
    'kubernetes.IP.isLinkLocalMulticast(): bool',
    (ip: CelIp) =>
      containsNetwork(parseNetwork('224.0.0.0/24')!, single(ip.address)) ||
      containsNetwork(parseNetwork('ff02::/16')!, single(ip.address)),
  );
}

function registerNetworks(env: Environment): void {
  env
    .registerType('kubernetes.CIDR', { ctor: CelCidr, fields: {} })
    .registerFunction(
      'isCIDR(string): bool',
      (text: string) => parseNetwork(text) !== undefined,
    )
    .registerFunction('cidr(string): kubernetes.CIDR', cidrOf)
    .registerFunction(
      'string(kubernetes.CIDR): string',
      ({ network }: CelCidr) =>
        `${network.address.toString()}/${network.prefix}`,
    )
    .registerFunction(
      'kubernetes.CIDR.containsIP(string): bool',
      (cidr: CelCidr, text: string) =>
        containsNetwork(cidr.network, single(ipOf(text).address)),
    )
    .registerFunction(
      'kubernetes.CIDR.containsIP(kubernetes.IP): bool',
      (cidr: CelCidr, ip: CelIp) =>
        containsNetwork(cidr.network, single(ip.address)),
    )
    .registerFunction(
      'kubernetes.CIDR.containsCIDR(string): bool',
      (cidr: CelCidr, text: string) =>
        containsNetwork(cidr.network, cidrOf(text).network),
    )
    .registerFunction(
      'kubernetes.CIDR.containsCIDR(kubernetes.CIDR): bool',
      (cidr: CelCidr, other: CelCidr) =>
        containsNetwork(cidr.network, other.network),
    )
    .registerFunction(
      'kubernetes.CIDR.ip(): kubernetes.IP',
      (cidr: CelCidr) => new CelIp(cidr.network.address),
    )
    .registerFunction(
      'kubernetes.CIDR.masked(): kubernetes.CIDR',
      (cidr: CelCidr) => new CelCidr(maskNetwork(cidr.network)),
    )
    .registerFunction('kubernetes.CIDR.isMasked(): bool', (cidr: CelCidr) =>
      isMasked(cidr.network),
    )
    .registerFunction('kubernetes.CIDR.prefixLength(): int', (cidr: CelCidr) =>
      BigInt(cidr.network.prefix),
    )
    .registerOperator(
      'kubernetes.CIDR == kubernetes.CIDR',
      ({ network: a }: CelCidr, { network: b }: CelCidr) =>
        a.prefix === b.prefix && a.address.toString() === b.address.toString(),
    );
}

function ipOf(text: string): CelIp {
  const address = parseAddress(text);
  if (!address) {
    throw celFailure(`IP Address "${text}" parse error`);
  }
  return new CelIp(address);
}

function cidrOf(text: string): CelCidr {
  const network = parseNetwork(text);
  if (!network) {
    throw celFailure(`network address "${text}" parse error`);
  }
  return new CelCidr(network);
}

function family(ip: CelIp): bigint {
  return ip.address.kind() === 'ipv4' ? 4n : 6n;
}

function single(address: Address): Network {
  return { address, prefix: address.toByteArray().length * 8 };
}
