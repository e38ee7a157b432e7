import { labelKeysOf } from '../../names';
import { Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celList, inDomains, domainSuffixes } from '../cel';

/** The ends of keys: of external-dns and its older forms, of Gardener, and of the further names of an Ingress of nginx. */
const ends = [
  '/hostname',
  '/internal-hostname',
  '/dnsname',
  '/dnsnames',
  '/server-alias',
  '/cloudflare-custom-hostname',
];

/** The prefixes of external-dns as it comes. */
const externalDns = [
  'external-dns.alpha.kubernetes.io/',
  'external-dns.kubernetes.io/',
];

/** What else a team may say to it: nothing that gives a name another target, or takes names from where the other rules do not look. */
const harmless = ['cloudflare-proxied', 'controller', 'exclude', 'ttl'];

/**
 * Annotations that publish a name in DNS or on a proxy, on any kind: external-dns reads them from Services, Pods, routes and more,
 * and its prefix can be configured, so any `.../hostname` counts.
 */
export function dnsAnnotations(platform: Platform): AdmissionRule {
  const naming = `(${[
    ...ends.map(end => `k.endsWith('${end}')`),
    "k.startsWith('dns.alpha.kubernetes.io/')",
    "k == 'domainName'",
  ].join(' || ')})`;
  const steering = `((${externalDns
    .map(prefix => `k.startsWith('${prefix}')`)
    .join(' || ')}) && !${naming} && !(k in ${celList(
    externalDns.flatMap(prefix => harmless.map(end => `${prefix}${end}`)),
  )}))`;
  return {
    name: 'dns-annotations',
    matches: [{ groups: ['*'], resources: ['*'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed:
        "request.operation == 'CREATE' || !has(oldObject.metadata.annotations) || !has(object.metadata.annotations) || oldObject.metadata.annotations != object.metadata.annotations",
      annotated: `has(object.metadata) && has(object.metadata.annotations) && object.metadata.annotations.exists(k, ${naming} || ${steering})`,
    },
    variables: {
      suffixes: domainSuffixes(labelKeysOf(platform.prefix).domains),
    },
    validations: [
      {
        expression: [
          `object.metadata.annotations.all(k, !${naming} ||`,
          "  object.metadata.annotations[k].split(',').all(v,",
          `    ${inDomains('v.trim()')}))`,
        ].join('\n'),
        message:
          'Hostnames in annotations must be inside the domains of the tenant.',
      },
      {
        expression: `object.metadata.annotations.all(k, !${steering})`,
        message: `Of the annotations of external-dns a tenant sets hostname, internal-hostname, ${harmless.join(
          ', ',
        )} and no others.`,
      },
    ],
  };
}
