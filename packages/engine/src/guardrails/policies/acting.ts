import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { accountUser } from '../actorAccount';
import { AdmissionRule } from '../AdmissionRule';
import { celList, celString } from '../cel';
import { actedApplication } from './actedApplication';
import { actedWorkload } from './actedWorkload';
import { annotationsOf, sameBut } from './sameBut';

/** What the portal asks an API server about its own account. */
const reviews = [
  'authentication.k8s.io/selfsubjectreviews',
  'authorization.k8s.io/selfsubjectaccessreviews',
  'authorization.k8s.io/selfsubjectrulesreviews',
];

/** What the API server itself changes of an object with each write. */
const counted = [
  'annotations',
  'generation',
  'managedFields',
  'resourceVersion',
];

/**
 * What the account does that acts for teams, whatever RBAC lets it do: it starts and ends operations of Applications and has them
 * refreshed, has ExternalSecrets refreshed, and restarts workloads. Of each object it changes the field that says so and nothing else,
 * so that whoever holds its credential deploys nothing that Git does not hold.
 *
 * On a cluster that serves several environments each brings the rule, and all say the same of one account.
 */
export function acting(
  platform: Platform,
  environment: Environment,
  cluster: string = environment.cluster,
): AdmissionRule[] {
  const account = environment.actions?.account;
  if (account === undefined) {
    return [];
  }
  const { tenant, environment: environmentKey } = labelKeysOf(platform.prefix);
  const others = platform.environments.filter(
    ({ actions }) => actions?.account === account,
  );
  const homes = others.filter(({ argocd }) => argocd.cluster === cluster);
  const hosts = others.filter(other => other.cluster === cluster);
  return [
    {
      name: cluster === environment.cluster ? 'acting' : 'argocd-acting',
      matches: [{ groups: ['*'], resources: ['*/*'] }],
      operations: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
      scope: 'everything',
      conditions: {
        'the-actor': `request.userInfo.username == ${celString(
          accountUser(account),
        )}`,
      },
      variables: {
        resource: "request.resource.group + '/' + request.resource.resource",
        reviews: `request.operation == 'CREATE' && variables.resource in ${celList(
          reviews,
        )}`,
        changes:
          "request.operation == 'UPDATE' && !(has(request.subResource) && request.subResource != '')",
        application:
          "variables.changes && variables.resource == 'argoproj.io/applications'",
        secret:
          "variables.changes && variables.resource == 'external-secrets.io/externalsecrets'",
        workload:
          "variables.changes && variables.resource in ['apps/daemonsets', 'apps/deployments', 'apps/statefulsets']",
        rollout:
          "variables.changes && variables.resource == 'argoproj.io/rollouts'",
        annotation:
          "variables.application ? 'argocd.argoproj.io/refresh' : variables.secret ? 'force-sync' : ''",
        annotations: annotationsOf('object'),
        annotationsBefore: annotationsOf('oldObject'),
        parts: [
          "variables.application ? ['metadata', 'operation', 'status'] :",
          "variables.secret ? ['metadata'] : ['metadata', 'spec']",
        ].join(' '),
        ...actedApplication.variables,
        ...actedWorkload.variables,
      },
      validations: [
        {
          expression:
            'variables.reviews || variables.application || variables.secret || variables.workload || variables.rollout',
          message:
            'The account that acts for teams may only sync Applications, refresh ExternalSecrets and restart workloads.',
        },
        {
          expression: [
            '!variables.changes || (',
            `${sameBut('object', 'oldObject', 'k in variables.parts')} &&`,
            `${sameBut(
              'object.metadata',
              'oldObject.metadata',
              `k in ${celList(counted)}`,
            )} &&`,
            `${sameBut(
              'variables.annotations',
              'variables.annotationsBefore',
              'k == variables.annotation',
            )})`,
          ].join('\n'),
          message:
            'The account that acts for teams must not change labels, owners, finalizers or specs, and may only set the annotation that asks for a refresh.',
        },
        {
          expression: [
            '!variables.changes || !(variables.annotation in variables.annotations) ||',
            '(variables.annotation in variables.annotationsBefore && variables.annotations[variables.annotation] == variables.annotationsBefore[variables.annotation]) ||',
            "(variables.application ? variables.annotations[variables.annotation] in ['hard', 'normal'] : size(variables.annotations[variables.annotation]) <= 64)",
          ].join('\n'),
          message:
            'The annotation for a refresh must be normal or hard, or a short text on an ExternalSecret.',
        },
        {
          expression: [
            '!variables.changes ||',
            `(variables.application ? request.namespace in ${celList([
              ...new Set(homes.map(({ argocd }) => argocd.namespace)),
            ])} :`,
            `  has(namespaceObject.metadata.labels) && ${celString(
              tenant,
            )} in namespaceObject.metadata.labels &&`,
            `  ${celString(
              environmentKey,
            )} in namespaceObject.metadata.labels &&`,
            `  namespaceObject.metadata.labels[${celString(
              environmentKey,
            )}] in ${celList(hosts.map(({ name }) => name))})`,
          ].join('\n'),
          message:
            'The account that acts for teams may act only in their namespaces and in the namespace of Argo CD.',
        },
        ...actedApplication.validations,
        ...actedWorkload.validations,
      ],
    },
  ];
}
