import { KubernetesObject, Selector } from '../../model';
import {
  Fields,
  at,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  textsOf,
} from '../../model/fields';
import { selectorOf } from '../../snapshot/selector';
import { PortRule } from './networkPolicy';

const anyPort: readonly PortRule[] = ['TCP', 'UDP', 'SCTP'].map(protocol => ({
  protocol,
}));

/** One rule of a Cilium policy. Peers that are absent mean all peers, but only together with ports. */
export interface CiliumRule {
  endpoints?: readonly Selector[];
  entities?: readonly string[];
  blocks?: ReadonlyArray<{ cidr: string; except: readonly string[] }>;
  /** Names, services, groups and nodes: who is meant stands outside of the policy. */
  elsewhere: boolean;
  /** Whether it has a list of ports at all. */
  namesPorts: boolean;
  /** Ports that are open to every request; all when absent. */
  ports?: readonly PortRule[];
  /** Ports on which Cilium looks at requests, names or identities before it lets them through. */
  filtered: readonly PortRule[];
}

/** One direction of a Cilium policy. */
interface CiliumDirection {
  allow: readonly CiliumRule[];
  deny: readonly CiliumRule[];
  /** Whether what no rule allows is refused to the selected endpoints. */
  isolates: boolean;
}

/** One spec of a CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. */
export interface CiliumPolicy {
  object: KubernetesObject;
  /** Absent for a policy of the whole cluster. */
  namespace?: string;
  selector: Selector;
  ingress: CiliumDirection;
  egress: CiliumDirection;
}

/** Reads `spec` and `specs` of a Cilium policy. Those that select nodes say nothing about pods. */
export function readCiliumPolicies(object: KubernetesObject): CiliumPolicy[] {
  return [object.spec, ...listOf(object.specs)]
    .filter(spec => at(spec, 'endpointSelector') !== undefined)
    .map(spec => ({
      object,
      ...(object.metadata.namespace === undefined
        ? {}
        : { namespace: object.metadata.namespace }),
      selector: ciliumSelector(at(spec, 'endpointSelector')),
      ingress: directionOf(fieldsOf(spec), 'ingress', 'from'),
      egress: directionOf(fieldsOf(spec), 'egress', 'to'),
    }));
}

function directionOf(
  spec: Fields,
  name: 'ingress' | 'egress',
  side: 'from' | 'to',
): CiliumDirection {
  const allow = listOf(spec[name]);
  const deny = listOf(spec[`${name}Deny`]);
  const said = at(spec.enableDefaultDeny, name);
  return {
    allow: allow.map(rule => ruleOf(rule, side)),
    deny: deny.map(rule => ruleOf(rule, side)),
    isolates: typeof said === 'boolean' ? said : allow.length + deny.length > 0,
  };
}

function ruleOf(rule: Fields, side: 'from' | 'to'): CiliumRule {
  const endpoints = rule[`${side}Endpoints`];
  const entities = rule[`${side}Entities`];
  const blocks = [
    ...textsOf(rule[`${side}CIDR`]).map(cidr => ({ cidr, except: [] })),
    ...listOf(rule[`${side}CIDRSet`]).flatMap(item => {
      const cidr = textOf(item.cidr);
      return cidr === undefined ? [] : [{ cidr, except: textsOf(item.except) }];
    }),
  ];
  const elsewhere = ['FQDNs', 'Services', 'Groups', 'Nodes', 'Requires'].some(
    kind => rule[`${side}${kind}`] !== undefined,
  );
  const groups = listOf(rule[`${side}CIDRSet`]).some(
    item => item.cidr === undefined,
  );
  return {
    ...(Array.isArray(endpoints)
      ? { endpoints: endpoints.map(ciliumSelector) }
      : {}),
    ...(Array.isArray(entities) ? { entities: textsOf(entities) } : {}),
    ...(blocks.length > 0 ? { blocks } : {}),
    elsewhere: elsewhere || groups,
    ...portsOfRule(rule),
  };
}

function portsOfRule(
  rule: Fields,
): Pick<CiliumRule, 'namesPorts' | 'ports' | 'filtered'> {
  const entries = listOf(rule.toPorts);
  const guarded = at(rule.authentication, 'mode') === 'required';
  if (Array.isArray(rule.icmps)) {
    // Such a rule speaks of types of ICMP and can't name ports beside them.
    return { namesPorts: true, ports: [], filtered: [] };
  }
  if (!Array.isArray(rule.toPorts)) {
    return guarded
      ? { namesPorts: false, ports: [], filtered: anyPort }
      : { namesPorts: false, filtered: [] };
  }
  const isFiltered = (entry: Fields) => guarded || filters(entry);
  return {
    namesPorts: true,
    ports: entries.filter(entry => !isFiltered(entry)).flatMap(portsOf),
    filtered: entries.filter(isFiltered).flatMap(portsOf),
  };
}

/** Whether an entry of ports lets only some requests through. A DNS rule for all names only has Cilium listen. */
function filters(entry: Fields): boolean {
  const rules = fieldsOf(entry.rules);
  const open = listOf(rules.dns).some(
    ({ matchPattern }) => matchPattern === '*',
  );
  const kinds = Object.keys(rules).filter(
    kind => !(kind === 'dns' && open) && rules[kind] !== undefined,
  );
  return (
    kinds.length > 0 ||
    (Array.isArray(entry.serverNames) && entry.serverNames.length > 0)
  );
}

function portsOf(entry: Fields): PortRule[] {
  const ports = listOf(entry.ports);
  if (ports.length === 0) {
    return [...anyPort];
  }
  return ports.flatMap(item => {
    const text = textOf(item.port) ?? '0';
    const port = /^\d+$/.test(text) ? Number(text) : text;
    const endPort = numberOf(item.endPort);
    const protocol = textOf(item.protocol) ?? 'ANY';
    const named = protocol === 'ANY' ? ['TCP', 'UDP', 'SCTP'] : [protocol];
    return named.map(name => ({
      protocol: name,
      ...(port === 0 ? {} : { port }),
      ...(endPort === undefined ? {} : { endPort }),
    }));
  });
}

/** Label sources stand before a key: those of Kubernetes, and `any`, are left out; `reserved` stays. */
function ciliumSelector(value: unknown): Selector {
  const { matchLabels = {}, matchExpressions = [] } = selectorOf(value) ?? {};
  return {
    matchLabels: Object.fromEntries(
      Object.entries(matchLabels).map(([key, text]) => [bare(key), text]),
    ),
    matchExpressions: matchExpressions.map(item => ({
      ...item,
      key: bare(item.key),
    })),
  };
}

function bare(key: string): string {
  return key.replace(/^(k8s|any)[:.]/, '');
}
