import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celList } from '../cel';
import { operatorVariables, trustedUser } from '../trusted';

/** By these, sidecars of a shared Grafana or Loki take configuration out of ConfigMaps of all namespaces. Dashboards only show. */
const loaded = [
  'grafana_alert',
  'grafana_datasource',
  'grafana_notifier',
  'grafana_plugin',
  'loki_rule',
];

/**
 * A ConfigMap of a team does not become configuration of what all teams share: a data source asks addresses in the name
 * of Grafana, and an alert rule or a contact point takes the place of another of its name.
 */
export function loadedLabels(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  return {
    name: 'loaded-labels',
    matches: [{ groups: [''], resources: ['configmaps'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      labelled: `has(object.metadata.labels) && object.metadata.labels.exists(k, k in ${celList(
        loaded,
      )})`,
    },
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
    },
    validations: [
      {
        expression: 'variables.trusted || variables.operator',
        message:
          'No ConfigMap of a tenant is configuration of a Grafana or Loki that all share (labels). Dashboards may be.',
      },
    ],
  };
}
