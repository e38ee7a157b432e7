import { labelKeysOf } from '../../names';
import { Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { inDomains, domainSuffixes, specChanged } from '../cel';

/**
 * Certificates for names inside the tenant's domains or of its own Services, and for nothing else a certificate can speak for.
 */
export function certificateNames(platform: Platform): AdmissionRule {
  const ownService =
    "n.endsWith('.' + object.metadata.namespace + '.svc') || n.endsWith('.' + object.metadata.namespace + '.svc.cluster.local')";
  return {
    name: 'certificate-names',
    matches: [{ groups: ['cert-manager.io'], resources: ['certificates'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    // The definition takes one without a spec, which asks for nothing.
    conditions: { changed: specChanged, asks: 'has(object.spec)' },
    variables: {
      suffixes: domainSuffixes(labelKeysOf(platform.prefix).domains),
      names: 'has(object.spec.dnsNames) ? object.spec.dnsNames : []',
    },
    validations: [
      {
        expression: [
          'size(variables.names) > 0 &&',
          '(has(object.spec.commonName) ? variables.names + [object.spec.commonName] : variables.names)',
          `.all(n, ${ownService} || ${inDomains('n')})`,
        ].join('\n'),
        message:
          'A Certificate must have dnsNames. They and its commonName must be inside the domains of its tenant, or names of its own Services.',
      },
      {
        expression: [
          ...[
            'ipAddresses',
            'uris',
            'emailAddresses',
            'otherNames',
            'literalSubject',
          ].map(field => `!has(object.spec.${field}) &&`),
          '(!has(object.spec.isCA) || !object.spec.isCA)',
        ].join('\n'),
        message:
          'A Certificate of a tenant must be for DNS names only, and must not be a CA.',
      },
    ],
  };
}
