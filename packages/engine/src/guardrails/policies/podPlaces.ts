import { AdmissionRule } from '../AdmissionRule';
import { celList, specChanged } from '../cel';
import { Environment } from '../../platform';
import { operatorVariables, workloadControllers } from '../trusted';
import { usualScheduler } from './pods/schedulers';
import { usualToleration } from './pods/tolerations';

/** Taints of Kubernetes, of its control plane and of autoscalers. Others may be tolerated because a webhook of the platform says so. */
const platformTaints = [
  'CriticalAddonsOnly',
  'DeletionCandidateOfClusterAutoscaler',
  'ToBeDeletedByClusterAutoscaler',
];
const platformPrefixes = [
  'karpenter.sh/',
  'node-role.kubernetes.io/',
  'node.cilium.io/',
  'node.cloudprovider.kubernetes.io/',
  'node.kubernetes.io/',
];

/**
 * Pods run as the team's own accounts and where the scheduler puts them. Whatever may create a Deployment can name any account of
 * the namespace, and the identity of a secret store may reach further than the ExternalSecrets that admission looks at.
 * It holds for everybody: the pods of a team are made by controllers of Kubernetes itself. Pods of a DaemonSet, which no tenant has,
 * stay on nodes that are away.
 */
export function podPlaces(environment: Environment): AdmissionRule {
  return {
    name: 'pod-places',
    matches: [
      { groups: [''], resources: ['pods', 'pods/ephemeralcontainers'] },
    ],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: { changed: specChanged },
    variables: {
      ...operatorVariables,
      daemon: [
        "request.userInfo.username in ['system:kube-controller-manager', 'system:serviceaccount:kube-system:daemon-set-controller'] &&",
        'has(object.metadata.ownerReferences) &&',
        "object.metadata.ownerReferences.exists(o, o.kind == 'DaemonSet' && o.apiVersion == 'apps/v1' && has(o.controller) && o.controller)",
      ].join('\n'),
      before:
        "request.operation == 'UPDATE' && has(oldObject.spec.tolerations) ? oldObject.spec.tolerations : []",
    },
    validations: [
      {
        expression:
          "!has(object.spec.serviceAccountName) || !object.spec.serviceAccountName.startsWith('groundwork-')",
        message:
          'A pod must not run as a ServiceAccount of the platform (groundwork-...).',
      },
      {
        expression:
          "request.operation != 'CREATE' || !has(object.spec.nodeName) || object.spec.nodeName == ''",
        message: 'Pods of a tenant must not bypass the scheduler (nodeName).',
      },
      {
        // A webhook of the platform may name another for pods that controllers make of templates.
        expression: [
          `${usualScheduler('object.spec', environment)} ||`,
          `request.userInfo.username in ${celList(workloadControllers)} ||`,
          'variables.operator',
        ].join('\n'),
        message:
          'Pods of a tenant must use the default scheduler, or one that the platform names (schedulers).',
      },
      {
        expression: [
          'variables.daemon || !has(object.spec.tolerations) || object.spec.tolerations.all(x,',
          `${usualToleration()} ||`,
          `  (has(x.key) && x.key != '' && ${[
            ...platformTaints.map(key => `x.key != '${key}'`),
            ...platformPrefixes.map(prefix => `!x.key.startsWith('${prefix}')`),
          ].join(' && ')}) ||`,
          '  x in variables.before)',
        ].join('\n'),
        message:
          'Pods of a tenant must not tolerate every taint or taints of Kubernetes and its control plane, and may tolerate a node that is away only for a limited time.',
      },
      {
        expression: ['containers', 'initContainers', 'ephemeralContainers']
          .map(
            field =>
              `(!has(object.spec.${field}) || object.spec.${field}.all(c, !has(c.imagePullPolicy) || c.imagePullPolicy != 'Never'))`,
          )
          .join(' &&\n'),
        message:
          "Images are pulled (imagePullPolicy is not Never): those on a node may be another team's.",
      },
    ],
  };
}
