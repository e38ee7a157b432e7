import { Environment } from '../../../platform';
import { celList } from '../../cel';

/** Annotations with which network plugins take a pod's address, network or the checks on its senders from the pod itself. */
const chosen = [
  'cni.cilium.io/',
  'cni.projectcalico.org/',
  'ipam.antrea.io/',
  'ipam.cilium.io/',
  'k8s.ovn.org/',
  'networking.gke.io/',
  'ovn.kubernetes.io/',
  'v1.multus-cni.io/',
  'vpc.amazonaws.com/',
];

const networks = 'k8s.v1.cni.cncf.io/networks';

/**
 * Whether the annotations of a pod (an expression, of keys to values) leave its network to the platform: attachments of its own namespace
 * by name, in either form of Multus, or of those that the environment names; no address or hardware address of its choice,
 * which could be another pod's.
 */
export function ownNetworks(
  annotations: string,
  environment: Environment,
): string {
  const value = `${annotations}['${networks}']`;
  const own = "object.metadata.namespace + '/'";
  const compact = `${value}.lowerAscii().replace(' ', '').replace('\\t', '').replace('\\n', '').replace('\\r', '')`;
  const inside = `'"namespace":"' + object.metadata.namespace + '"'`;
  return [
    `(${annotations}.all(k, ${chosen
      .map(prefix => `!k.startsWith('${prefix}')`)
      .join(' && ')}) &&`,
    `  (!('${networks}' in ${annotations}) || (${value}.contains('[') || ${value}.contains('{') ?`,
    `    [${compact}.replace(${inside}, '')].all(v, !v.contains('\\\\') && !v.contains('/') &&`,
    `      ${[
      'namespace',
      'ips',
      'mac',
      'cni-args',
      'default-route',
      'infiniband-guid',
    ]
      .map(key => `!v.contains('"${key}"')`)
      .join(' && ')}) :`,
    `    ${value}.split(',').map(n, n.trim()).all(n, n == '' || !n.contains('/') || n.startsWith(${own}) ||`,
    `      n.split('@')[0] in ${celList(environment.podNetworks)}))))`,
  ].join('\n');
}
