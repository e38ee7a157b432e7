import { AdmissionRule } from '../AdmissionRule';
import { specChanged } from '../cel';

/**
 * Pods run as the team's own accounts and where the scheduler puts them. Whatever may create a Deployment can name any account of
 * the namespace, and the identity of a secret store may reach further than the ExternalSecrets that admission looks at.
 * It holds for everybody: the pods of a team are made by controllers of Kubernetes itself.
 */
export function podPlaces(): AdmissionRule {
  return {
    name: 'pod-places',
    matches: [{ groups: [''], resources: ['pods'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: { changed: specChanged },
    validations: [
      {
        expression:
          "!has(object.spec.serviceAccountName) || !object.spec.serviceAccountName.startsWith('groundwork-')",
        message:
          'No pod runs as a ServiceAccount of the platform (groundwork-...).',
      },
      {
        expression:
          "request.operation != 'CREATE' || !has(object.spec.nodeName) || object.spec.nodeName == ''",
        message:
          'Pods of a tenant do not choose their node past the scheduler (nodeName).',
      },
      {
        expression: [
          '!has(object.spec.tolerations) || object.spec.tolerations.all(t,',
          "  has(t.key) && !(t.key in ['', 'node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']))",
        ].join('\n'),
        message:
          'Pods of a tenant do not tolerate every taint, nor that of the control plane.',
      },
    ],
  };
}
