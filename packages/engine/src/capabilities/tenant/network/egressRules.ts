import { TenantTarget } from '../TenantTarget';
import { cidrOf } from './cidr';
import { EgressRule } from './egress';
import { podsOf } from './podsOf';

interface PolicyPort {
  protocol: string;
  port: number;
  endPort?: number;
}

/** A declared way out, as policies write it. */
export type RenderedEgress = { name: string; ports: PolicyPort[] } & (
  | { peer: unknown }
  | { fqdn: string }
);

/** The node's own addresses, and the metadata services of cloud providers, which hand out credentials of the node. */
const alwaysClosed = [
  '100.100.100.200/32',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1/128',
  'fd00:ec2::254/128',
  'fe80::/10',
];

/**
 * The declared egress that holds in an environment.
 */
export function egressRules(target: TenantTarget): RenderedEgress[] {
  return target.request.spec.egress
    .filter(
      rule =>
        rule.environments === undefined ||
        rule.environments.includes(target.environment.name),
    )
    .map(rule => {
      const ports = rule.ports.map(({ protocol, port, endPort }) => ({
        protocol,
        port,
        ...(endPort === undefined || endPort === port ? {} : { endPort }),
      }));
      return { name: rule.name, ports, ...peerOf(rule) };
    });
}

function peerOf(rule: EgressRule): { peer: unknown } | { fqdn: string } {
  if (rule.fqdn !== undefined) {
    return { fqdn: rule.fqdn };
  }
  if (rule.namespace !== undefined) {
    return { peer: podsOf(rule.namespace, rule.podLabels) };
  }
  const cidr = rule.cidr ?? '';
  const except = [
    ...new Set([
      ...(rule.except ?? []),
      ...alwaysClosed.filter(closed => cidrOf(cidr)?.contains(closed)),
    ]),
  ].sort();
  return {
    peer: { ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } },
  };
}
