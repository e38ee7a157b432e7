import { plainText } from '../../model/fields';
import { containsNetwork, parseAddress, parseNetwork } from '../address';
import {
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  qualifiedNameProblem,
} from '../nameProblems';
import { Cursor, refuseRepeated } from './Cursor';
import { checkLabels } from './labels';
import { checkPortOrName, PROTOCOLS } from './portNames';

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/**
 * Checks a Service.
 */
export function checkService(object: Cursor): void {
  const spec = object.get('spec');
  const given = spec.get('type');
  given.oneOf(TYPES);
  const type = given.text() || 'ClusterIP';
  const isHeadless = spec.get('clusterIP').value === 'None';
  const ports = spec.get('ports');
  checkLabels(spec.get('selector'));
  if (type === 'ExternalName') {
    checkExternal(spec);
  } else {
    if (!isHeadless) {
      ports.required();
    }
    checkAddresses(spec, type, isHeadless);
  }
  checkPorts(ports.items(), type);
  checkAffinity(spec);
  checkTraffic(spec, type);
  checkBalancer(spec, type);
}

function checkExternal(spec: Cursor): void {
  const name = spec.get('externalName');
  name.required();
  if (name.text()) {
    name.named(text => dns1123SubdomainProblem(text.replace(/\.$/, '')));
  }
  for (const field of [
    'clusterIP',
    'clusterIPs',
    'ipFamilies',
    'ipFamilyPolicy',
  ]) {
    const at = spec.get(field);
    if (!at.exists || at.value === '' || isEmptyList(at)) {
      continue;
    }
    at.fail('Conflict', 'is not allowed for ExternalName', 'Remove it.');
  }
}

function isEmptyList(at: Cursor): boolean {
  return Array.isArray(at.value) && at.value.length === 0;
}

function checkAddresses(spec: Cursor, type: string, isHeadless: boolean): void {
  const single = spec.get('clusterIP');
  const several = spec.get('clusterIPs');
  if (isHeadless && type !== 'ClusterIP') {
    single.fail('Conflict', `must not be None for ${type}`, 'Remove it.');
  }
  const addresses = [single, ...several.items()].filter(
    at => at.text() && at.value !== 'None',
  );
  addresses.forEach(at => at.named(addressProblem));
  const first = several.items()[0];
  if (first && first.value !== single.value) {
    several.fail(
      'Conflict',
      'must start with clusterIP',
      'Make the first one clusterIP.',
    );
  }
  if (several.items().length > 2) {
    several.fail('TooMany', 'must have at most 2', 'Remove the others.');
  }
  const families = spec.get('ipFamilies').items();
  families.forEach(family => family.exactlyOneOf(['IPv4', 'IPv6']));
  refuseRepeated(families, family => family.text(), 'the family');
  spec
    .get('ipFamilyPolicy')
    .exactlyOneOf(['SingleStack', 'PreferDualStack', 'RequireDualStack']);
  checkStacks(spec, isHeadless);
  for (const ip of spec.get('externalIPs').items()) {
    ip.named(text => addressProblem(text) ?? specialProblem(text));
  }
}

/** `initIPFamilyFields` of the storage of Services in Kubernetes. */
function checkStacks(spec: Cursor, isHeadless: boolean): void {
  const policy = spec.get('ipFamilyPolicy');
  const isBare = isHeadless && spec.get('selector').entries().length === 0;
  const given = policy.exists ? policy.value : !isBare && 'SingleStack';
  const isDual = ['ipFamilies', 'clusterIPs'].some(
    name => spec.get(name).items().length === 2,
  );
  if (given === 'SingleStack' && isDual) {
    policy.fail(
      'Conflict',
      'must be PreferDualStack or RequireDualStack for two families',
      'Set it to PreferDualStack, or keep one family.',
    );
  }
}

/** Addresses that never lead to a Service; `ValidateNonSpecialIP` in Kubernetes' validation of endpoints. */
const SPECIAL: ReadonlyArray<[words: string, networks: readonly string[]]> = [
  ['unspecified', ['0.0.0.0/32', '::/128']],
  ['a loopback address', ['127.0.0.0/8', '::1/128']],
  ['a link-local address', ['169.254.0.0/16', 'fe80::/10']],
  ['a link-local multicast address', ['224.0.0.0/24', 'ff02::/16']],
];

function specialProblem(text: string): string | undefined {
  const inner = parseNetwork(`${text}/${text.includes(':') ? 128 : 32}`);
  const special = SPECIAL.find(([, networks]) =>
    networks.some(network => {
      const outer = parseNetwork(network);
      return inner && outer && containsNetwork(outer, inner);
    }),
  );
  return special && `must not be ${special[0]}`;
}

function addressProblem(text: string): string | undefined {
  return parseAddress(text) ? undefined : 'must be an IP address';
}

function checkPorts(ports: Cursor[], type: string): void {
  for (const port of ports) {
    const name = port.get('name');
    if (ports.length > 1) {
      name.required();
    }
    if (name.text()) {
      name.named(dns1123LabelProblem);
    }
    const number = port.get('port');
    if (number.exists) {
      number.within(1, 65535);
    } else {
      number.required();
    }
    port.get('protocol').oneOf(PROTOCOLS);
    const target = port.get('targetPort');
    // 0 and an empty name mean the port itself.
    if (target.value !== 0 && target.value !== '') {
      checkPortOrName(target);
    }
    port.get('appProtocol').named(qualifiedNameProblem);
    const node = port.get('nodePort');
    if (!node.number()) {
      continue;
    }
    node.within(1, 65535);
    if (type === 'ClusterIP') {
      node.fail('Conflict', 'is not allowed for ClusterIP', 'Remove it.');
    }
  }
  const protocolOf = (port: Cursor) => port.get('protocol').text() || 'TCP';
  refuseRepeated(ports, p => p.get('name').text() || undefined, 'the name');
  refuseRepeated(
    ports,
    p => `${plainText(p.get('port').value)}/${protocolOf(p)}`,
    'the port',
  );
  refuseRepeated(
    ports,
    p =>
      p.get('nodePort').number()
        ? `${plainText(p.get('nodePort').value)}/${protocolOf(p)}`
        : undefined,
    'the port of the node',
  );
}

function checkAffinity(spec: Cursor): void {
  const affinity = spec.get('sessionAffinity');
  affinity.oneOf(['ClientIP', 'None']);
  const config = spec.get('sessionAffinityConfig');
  if (affinity.value === 'ClientIP') {
    config.get('clientIP', 'timeoutSeconds').within(1, 86400);
  } else if (config.exists) {
    config.fail('Conflict', 'is only allowed for ClientIP', 'Remove it.');
  }
}

function checkTraffic(spec: Cursor, type: string): void {
  const external = spec.get('externalTrafficPolicy');
  const isOpen =
    type === 'NodePort' ||
    type === 'LoadBalancer' ||
    (type === 'ClusterIP' && spec.get('externalIPs').items().length > 0);
  if (isOpen) {
    external.oneOf(['Cluster', 'Local']);
  } else if (external.text()) {
    external.fail(
      'Conflict',
      'is only allowed for Services with external access',
      'Remove it.',
    );
  }
  spec.get('internalTrafficPolicy').exactlyOneOf(['Cluster', 'Local']);
  spec
    .get('trafficDistribution')
    .exactlyOneOf(['PreferClose', 'PreferSameZone', 'PreferSameNode']);
  const health = spec.get('healthCheckNodePort');
  if (!health.number()) {
    return;
  }
  health.within(1, 65535);
  if (type !== 'LoadBalancer' || external.value !== 'Local') {
    health.fail(
      'Conflict',
      'is only allowed for LoadBalancer with externalTrafficPolicy Local',
      'Remove it.',
    );
  }
}

function checkBalancer(spec: Cursor, type: string): void {
  const ranges = spec.get('loadBalancerSourceRanges').items();
  for (const range of ranges) {
    range.named(text =>
      parseNetwork(text.trim()) ? undefined : 'must be a CIDR',
    );
  }
  spec.get('loadBalancerClass').named(qualifiedNameProblem);
  if (type === 'LoadBalancer') {
    return;
  }
  for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
    if (spec.get(field).exists) {
      refuse(spec.get(field));
    }
  }
  if (ranges.length > 0) {
    refuse(spec.get('loadBalancerSourceRanges'));
  }
}

function refuse(field: Cursor): void {
  field.fail('Conflict', 'is only allowed for LoadBalancer', 'Remove it.');
}
