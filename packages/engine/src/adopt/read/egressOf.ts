import {
  at,
  Fields,
  fieldsOf,
  listOf,
  textOf,
  textsOf,
} from '../../model/fields';
import { KubernetesObject } from '../../model';
import { given } from './Reading';
import type { TenantPart } from './TenantPart';

const start = 'allow-egress-';
const nameLabel = 'kubernetes.io/metadata.name';

/** The declared ways out that policies of the platform stand for, each with the environments it holds in. */
export function egressOf(parts: readonly TenantPart[]): Fields[] {
  const rules = new Map<string, { rule: Fields; environments: string[] }>();
  for (const part of parts) {
    const policies = [
      ...part.list('networking.k8s.io', 'NetworkPolicy'),
      ...part.list('cilium.io', 'CiliumNetworkPolicy'),
    ];
    for (const policy of policies) {
      const rule = policy.metadata.name.startsWith(start)
        ? ruleOf(policy)
        : undefined;
      if (rule) {
        const key = JSON.stringify(rule);
        const known = rules.get(key) ?? { rule, environments: [] };
        known.environments.push(part.environment.name);
        rules.set(key, known);
      }
    }
  }
  const names = new Set<unknown>();
  return [...rules.values()].flatMap(({ rule, environments }) => {
    // A name stands for one way out; what else is called so is told as a difference.
    if (names.has(rule.name)) {
      return [];
    }
    names.add(rule.name);
    return environments.length === parts.length
      ? [rule]
      : [{ ...rule, environments }];
  });
}

/**
 * The way out that a policy stands for. A request opens a way for all pods of the namespace, so a policy that selects some of them, or
 * says more than a request can, stands for none.
 */
function ruleOf({
  kind,
  metadata,
  spec,
}: KubernetesObject): Fields | undefined {
  const name = metadata.name.slice(start.length);
  const rules = listOf(at(spec, 'egress'));
  const rule = rules[rules.length - 1] ?? {};
  if (kind === 'CiliumNetworkPolicy') {
    const [named] = listOf(rule.toFQDNs);
    const fqdn = textOf(named?.matchPattern) ?? textOf(named?.matchName);
    const [ports] = listOf(rule.toPorts);
    // The one before it lets names be looked up.
    return fqdn === undefined ||
      rules.length > 2 ||
      !has(rule, ['toFQDNs', 'toPorts']) ||
      !isOne(rule.toFQDNs) ||
      !isOne(rule.toPorts) ||
      !has(ports, ['ports']) ||
      !isEmpty(at(spec, 'endpointSelector'))
      ? undefined
      : { name, fqdn, ports: listOf(ports?.ports).map(portOf) };
  }
  const [peer] = listOf(rule.to);
  const block = fieldsOf(peer?.ipBlock);
  const pods = fieldsOf(peer?.podSelector);
  const namespaces = fieldsOf(peer?.namespaceSelector);
  const labels = fieldsOf(namespaces.matchLabels);
  const isSayable =
    rules.length === 1 &&
    isOne(rule.to) &&
    isEmpty(at(spec, 'podSelector')) &&
    has(rule, ['to', 'ports']) &&
    has(pods, ['matchLabels']) &&
    has(namespaces, ['matchLabels']) &&
    has(labels, [nameLabel]);
  if (!isSayable) {
    return undefined;
  }
  const to =
    peer?.ipBlock === undefined
      ? given({
          namespace: labels[nameLabel],
          podLabels: pods.matchLabels,
        })
      : given({
          cidr: block.cidr,
          except:
            block.except === undefined ? undefined : textsOf(block.except),
        });
  return { name, ...to, ports: listOf(rule.ports).map(portOf) };
}

/** Whether it says nothing but this. */
function has(fields: Fields | undefined, keys: readonly string[]): boolean {
  return Object.keys(fields ?? {}).every(key => keys.includes(key));
}

function isOne(list: unknown): boolean {
  return Array.isArray(list) && list.length === 1;
}

function isEmpty(selector: unknown): boolean {
  return Object.values(fieldsOf(selector)).every(
    each => Object.keys(fieldsOf(each)).length === 0 && !isFull(each),
  );
}

function isFull(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function portOf({ port, endPort, protocol }: Fields): Fields {
  return given({
    port: Number(port),
    endPort: endPort === undefined ? undefined : Number(endPort),
    protocol: protocol ?? 'TCP',
  });
}
