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

/** One peer of a rule: pods by selectors, or addresses. */
export type Peer =
  | { type: 'pods'; namespaces?: Selector; pods?: Selector }
  | { type: 'addresses'; cidr: string; except: readonly string[] };

/** One port entry of a rule. Without `port` it means all ports of the protocol. */
export interface PortRule {
  protocol: string;
  port?: number | string;
  endPort?: number;
}

/** One rule; no peers means all peers, no ports all ports. */
export interface PolicyRule {
  peers: readonly Peer[];
  ports: readonly PortRule[];
}

/** A NetworkPolicy as the evaluator reads it. A direction that it does not isolate has no rules at all. */
export interface NetworkPolicy {
  object: KubernetesObject;
  namespace: string;
  pods: Selector;
  ingress?: readonly PolicyRule[];
  egress?: readonly PolicyRule[];
}

/** Reads a NetworkPolicy; without policyTypes it isolates ingress always and egress only when it has egress rules. */
export function readPolicy(object: KubernetesObject): NetworkPolicy {
  const spec = fieldsOf(object.spec);
  const egressRules = listOf(spec.egress);
  const named = textsOf(spec.policyTypes);
  const types =
    named.length > 0
      ? named
      : ['Ingress', ...(egressRules.length > 0 ? ['Egress'] : [])];
  return {
    object,
    namespace: object.metadata.namespace ?? '',
    pods: selectorOf(spec.podSelector) ?? {},
    ...(types.includes('Ingress')
      ? { ingress: listOf(spec.ingress).map(rule => ruleOf(rule, 'from')) }
      : {}),
    ...(types.includes('Egress')
      ? { egress: egressRules.map(rule => ruleOf(rule, 'to')) }
      : {}),
  };
}

function ruleOf(rule: Fields, side: 'from' | 'to'): PolicyRule {
  return {
    peers: listOf(rule[side]).map(peerOf),
    ports: listOf(rule.ports).map(portOf),
  };
}

function peerOf(peer: Fields): Peer {
  const cidr = textOf(at(peer.ipBlock, 'cidr'));
  if (cidr !== undefined) {
    return {
      type: 'addresses',
      cidr,
      except: textsOf(at(peer.ipBlock, 'except')),
    };
  }
  const namespaces = selectorOf(peer.namespaceSelector);
  const pods = selectorOf(peer.podSelector);
  return {
    type: 'pods',
    ...(namespaces === undefined ? {} : { namespaces }),
    ...(pods === undefined ? {} : { pods }),
  };
}

function portOf(port: Fields): PortRule {
  const value = numberOf(port.port) ?? textOf(port.port);
  const endPort = numberOf(port.endPort);
  return {
    protocol: textOf(port.protocol) ?? 'TCP',
    ...(value === undefined ? {} : { port: value }),
    ...(endPort === undefined ? {} : { endPort }),
  };
}
