import { labelKeysOf } from '../../names';
import { Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { inDomains, domainSuffixes, specChanged } from '../cel';

/**
 * The same for Ingresses and the routes of OpenShift, where their controllers still run.
 */
export function ingressHosts(platform: Platform): AdmissionRule[] {
  const shared = {
    operations: ['CREATE', 'UPDATE'] as Array<'CREATE' | 'UPDATE'>,
    scope: 'tenants' as const,
    conditions: { changed: specChanged },
    variables: {
      suffixes: domainSuffixes(labelKeysOf(platform.prefix).domains),
    },
  };
  return [
    {
      ...shared,
      name: 'ingress-hosts',
      matches: [{ groups: ['networking.k8s.io'], resources: ['ingresses'] }],
      validations: [
        {
          expression: [
            'has(object.spec) && !has(object.spec.defaultBackend) &&',
            'has(object.spec.rules) && size(object.spec.rules) > 0 &&',
            `object.spec.rules.all(r, has(r.host) && ${inDomains('r.host')})`,
          ].join('\n'),
          message:
            'Every rule of an Ingress must have a host inside the domains of its tenant, and there must be no default backend.',
        },
        {
          expression: [
            '!has(object.spec) || !has(object.spec.tls) ||',
            'object.spec.tls.all(t, has(t.hosts) && size(t.hosts) > 0 &&',
            `  t.hosts.all(h, ${inDomains('h')}))`,
          ].join('\n'),
          message:
            'Every TLS entry of an Ingress must name hosts inside the domains of its tenant.',
        },
      ],
    },
    {
      ...shared,
      name: 'openshift-routes',
      matches: [{ groups: ['route.openshift.io'], resources: ['routes'] }],
      validations: [
        {
          expression: `has(object.spec.host) && ${inDomains(
            'object.spec.host',
          )}`,
          message: 'A Route must have a host inside the domains of its tenant.',
        },
      ],
    },
  ];
}
