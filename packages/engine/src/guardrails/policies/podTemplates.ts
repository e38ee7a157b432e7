import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule, MatchedResources } from '../AdmissionRule';
import { celList, namespaceTier, specChanged } from '../cel';
import {
  exemptObject,
  exemptWriter,
  operatorVariables,
  workloadControllers,
} from '../trusted';
import { templateRules, templateVariables } from './pods/templateRules';

/**
 * What a team asks of its pods, in every kind that makes some: refused when it is written, with words for the team,
 * and not only when a controller fails to make the pod. A policy each for the places where a template can be,
 * so that the API server can check the types.
 */
export function podTemplates(
  platform: Platform,
  environment: Environment,
): AdmissionRule[] {
  const { tier } = labelKeysOf(platform.prefix);
  const rule = (
    name: string,
    matches: MatchedResources[],
    templates: string,
    changed: string,
  ): AdmissionRule => ({
    name,
    matches,
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      changed,
      'not-of-kubernetes': `!(request.userInfo.username in ${celList(
        workloadControllers,
      )})`,
      'not-of-the-platform': `!(${exemptObject(platform, environment)})`,
      'not-exempt': `!(${exemptWriter(platform, environment)})`,
    },
    variables: {
      ...operatorVariables,
      tier: namespaceTier(tier),
      ...templateVariables(platform),
      templates,
    },
    validations: templateRules(platform, environment),
  });
  return [
    rule(
      'pod-templates',
      [
        {
          groups: ['apps'],
          resources: [
            'daemonsets',
            'deployments',
            'replicasets',
            'statefulsets',
          ],
        },
        { groups: ['argoproj.io'], resources: ['rollouts'] },
        { groups: ['batch'], resources: ['jobs'] },
        { groups: [''], resources: ['replicationcontrollers'] },
      ],
      'has(object.spec) && has(object.spec.template) ? [dyn(object.spec.template)] : []',
      "request.operation == 'CREATE' || !has(object.spec) || !has(oldObject.spec) || !has(object.spec.template) || !has(oldObject.spec.template) || object.spec.template != oldObject.spec.template",
    ),
    rule(
      'cron-job-templates',
      [{ groups: ['batch'], resources: ['cronjobs'] }],
      '[dyn(object.spec.jobTemplate.spec.template)] + (has(object.spec.jobTemplate.metadata) ? [dyn({"metadata": dyn(object.spec.jobTemplate.metadata)})] : [])',
      specChanged,
    ),
    rule(
      'pod-template-objects',
      [{ groups: [''], resources: ['podtemplates'] }],
      'has(object.template) ? [dyn(object.template)] : []',
      'true',
    ),
  ];
}
