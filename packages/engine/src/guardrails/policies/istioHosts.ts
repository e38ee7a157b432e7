import { labelKeysOf } from '../../names';
import { Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { inDomains, domainSuffixes, specChanged } from '../cel';

/**
 * The same for Istio's own kinds, where it runs. Hosts of its Gateways may say `<namespace>/<host>`.
 */
export function istioHosts(platform: Platform): AdmissionRule[] {
  const shared = {
    operations: ['CREATE', 'UPDATE'] as Array<'CREATE' | 'UPDATE'>,
    scope: 'tenants' as const,
    // The definitions take one without a spec, which takes no host.
    conditions: { changed: specChanged, asks: 'has(object.spec)' },
    variables: {
      suffixes: domainSuffixes(labelKeysOf(platform.prefix).domains),
    },
  };
  // The whole of it: a namespace may be called like a domain of the world.
  const ownService =
    "h.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.]' + object.metadata.namespace + '([.]svc([.]cluster[.]local)?)?)?$')";
  return [
    {
      ...shared,
      name: 'istio-virtual-services',
      matches: [
        { groups: ['networking.istio.io'], resources: ['virtualservices'] },
      ],
      validations: [
        {
          expression: [
            'has(object.spec.hosts) && size(object.spec.hosts) > 0 &&',
            `object.spec.hosts.all(h, ${inDomains('h')} ||`,
            `  ${ownService})`,
          ].join('\n'),
          message:
            'The hosts of a VirtualService must be inside the domains of its tenant, or Services in its namespace.',
        },
      ],
    },
    {
      ...shared,
      name: 'istio-gateways',
      matches: [{ groups: ['networking.istio.io'], resources: ['gateways'] }],
      validations: [
        {
          expression: [
            'has(object.spec.servers) && size(object.spec.servers) > 0 &&',
            'object.spec.servers.all(s, has(s.hosts) && size(s.hosts) > 0 &&',
            "  s.hosts.map(h, h.contains('/') ? h.substring(h.indexOf('/') + 1) : h)",
            `    .all(h, ${inDomains('h')}))`,
          ].join('\n'),
          message:
            'The hosts of an Istio Gateway must be inside the domains of its tenant.',
        },
      ],
    },
  ];
}
