import { Environment, Platform, kindsOf } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { specChanged } from '../cel';
import { operatorVariables, trustedUser } from '../trusted';

/**
 * The controller of autoscalers scales whatever has a scale, with a right of its own in all namespaces: for a team
 * it does that to the workloads which the team writes, and not to what operators keep in its namespace.
 */
export function scaleTargets(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const target = 'object.spec.scaleTargetRef';
  const scaled = kindsOf(platform).ofTeams.filter(({ team }) =>
    team?.writable?.includes('scale'),
  );
  return {
    name: 'scale-targets',
    matches: [
      { groups: ['autoscaling'], resources: ['horizontalpodautoscalers'] },
    ],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: { changed: specChanged },
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
      own: scaled
        .map(
          ({ group, kind }) =>
            `(${target}.kind == '${kind}' && has(${target}.apiVersion) && ${target}.apiVersion.startsWith('${group}/'))`,
        )
        .join(' ||\n'),
    },
    validations: [
      {
        expression: 'variables.own || variables.trusted || variables.operator',
        message:
          'A HorizontalPodAutoscaler of a tenant must scale a Deployment, a StatefulSet or a Rollout.',
      },
    ],
  };
}
