import { AdmissionRule } from '../AdmissionRule';

/**
 * No Secret that Kubernetes fills with the token of a ServiceAccount. A team may write no Secrets,
 * but the template of an ExternalSecret has External Secrets write one of any type, for any account of the namespace.
 */
export function tokenSecrets(): AdmissionRule {
  return {
    name: 'token-secrets',
    matches: [{ groups: [''], resources: ['secrets'] }],
    // The type of a Secret can't be changed.
    operations: ['CREATE'],
    scope: 'tenants',
    validations: [
      {
        expression:
          "!has(object.type) || object.type != 'kubernetes.io/service-account-token'",
        message:
          'In the namespace of a tenant, no Secret must hold the token of a ServiceAccount.',
      },
    ],
  };
}
