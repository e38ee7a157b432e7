import { wordsOf } from '../../../names';
import { Platform } from '../../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { inDomains, namespaceList } from '../cel';

/** The ends of keys: of external-dns and its older forms, of Gardener, and of the further names of an Ingress of nginx. */
const ends = [
  '/hostname',
  '/internal-hostname',
  '/dnsname',
  '/dnsnames',
  '/server-alias',
];

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
  return {
    name: 'dns-annotations',
    matches: [{ groups: ['*'], resources: ['*'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed:
        "request.operation == 'CREATE' || !has(oldObject.metadata.annotations) || !has(object.metadata.annotations) || oldObject.metadata.annotations != object.metadata.annotations",
      annotated: `has(object.metadata) && has(object.metadata.annotations) && object.metadata.annotations.exists(k, ${naming})`,
    },
    variables: { domains: namespaceList(wordsOf(platform.prefix).domains) },
    validations: [
      {
        expression: [
          `object.metadata.annotations.all(k, !${naming} ||`,
          "  object.metadata.annotations[k].split(',').all(v,",
          `    ${inDomains('v.trim()')}))`,
        ].join('\n'),
        message:
          'Names that an annotation publishes are inside the domains of the tenant.',
      },
    ],
  };
}
