import { labelKeysOf } from '../../names';
import { Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celList, celString, specChanged } from '../cel';

/** What a metric may be taken from. The others send what a team says to any address, or ask with credentials of the controller. */
const measuring = ['job', 'prometheus'];

/**
 * Argo Rollouts acts with rights of its own in all namespaces: where a Rollout may name the namespace of a route that is shifted,
 * or an AnalysisTemplate an address that is asked, it would do for a tenant what the tenant may not.
 */
export function rolloutReach(platform: Platform): AdmissionRule[] {
  const layer = celString(labelKeysOf(platform.prefix).layer);
  /** Metadata that Argo Rollouts puts on pods that are there. */
  const unmarked = (strategy: string, field: string) => {
    const path = `object.spec.strategy.${strategy}`;
    return `(!has(${path}) || !has(${path}.${field}) || !has(${path}.${field}.labels) || !(${layer} in ${path}.${field}.labels) || ${path}.${field}.labels[${layer}] != 'platform')`;
  };
  const shared = {
    operations: ['CREATE', 'UPDATE'] as Array<'CREATE' | 'UPDATE'>,
    scope: 'tenants' as const,
    conditions: { changed: specChanged },
  };
  return [
    {
      ...shared,
      name: 'rollout-routes',
      matches: [{ groups: ['argoproj.io'], resources: ['rollouts'] }],
      variables: {
        routing:
          'has(object.spec.strategy) && has(object.spec.strategy.canary) && has(object.spec.strategy.canary.trafficRouting) ? object.spec.strategy.canary.trafficRouting : {}',
        istio: 'has(variables.routing.istio) ? variables.routing.istio : {}',
        services: [
          '(has(variables.istio.virtualService) ? [variables.istio.virtualService] : []) +',
          '(has(variables.istio.virtualServices) ? variables.istio.virtualServices : [])',
        ].join('\n'),
      },
      validations: [
        {
          expression: [
            '!has(variables.routing.plugins) || variables.routing.plugins.all(p,',
            '  !has(variables.routing.plugins[p].namespace) ||',
            // No list of them: the API server wants all items of a list to be of one known type.
            "  variables.routing.plugins[p].namespace == '' ||",
            '  variables.routing.plugins[p].namespace == object.metadata.namespace)',
          ].join('\n'),
          message:
            'A Rollout must only shift the traffic of routes in its own namespace.',
        },
        {
          expression: `!has(object.spec.strategy) || (${[
            unmarked('canary', 'canaryMetadata'),
            unmarked('canary', 'stableMetadata'),
            unmarked('blueGreen', 'activeMetadata'),
            unmarked('blueGreen', 'previewMetadata'),
          ].join(' && ')})`,
          message: "Pods of a tenant do not carry the platform's label.",
        },
        {
          expression:
            "variables.services.all(s, !has(s.name) || !s.name.contains('.'))",
          message:
            'A Rollout must only shift the traffic of VirtualServices in its own namespace.',
        },
      ],
    },
    {
      ...shared,
      name: 'analysis-providers',
      matches: [{ groups: ['argoproj.io'], resources: ['analysistemplates'] }],
      validations: [
        {
          expression: [
            '!has(object.spec.metrics) || object.spec.metrics.all(m,',
            `  !has(m.provider) || dyn(m.provider).all(p, p in ${celList(
              measuring,
            )}))`,
          ].join('\n'),
          message:
            'An AnalysisTemplate of a tenant must not ask what it likes from where Argo Rollouts runs, or with credentials of its own. Measure with prometheus or a job.',
        },
      ],
    },
  ];
}
