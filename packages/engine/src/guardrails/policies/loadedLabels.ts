import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celList } from '../cel';
import { operatorVariables, trustedUser } from '../trusted';

/**
 * By these, sidecars of a shared Grafana or Loki take configuration out of ConfigMaps and Secrets of all namespaces, and Argo CD
 * its clusters and repositories out of Secrets of its own. Dashboards only show.
 */
const loaded = [
  'argocd.argoproj.io/secret-type',
  'grafana_alert',
  'grafana_datasource',
  'grafana_notifier',
  'grafana_plugin',
  'loki_rule',
];

/**
 * A ConfigMap of a team, or a Secret that an operator makes for it, does not become configuration of what all teams share: a data source asks addresses in the name
 * of Grafana, and an alert rule or a contact point takes the place of another of its name.
 */
export function loadedLabels(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  // Each of these kinds has fields that the others do not know.
  const spec = 'dyn(object).spec';
  const inKind = (resource: string, above: string[], labels: string) =>
    [
      `(request.resource.resource == '${resource}'`,
      ...[...above, labels].map(field => `has(${field})`),
      `${labels}.exists(k, k in ${celList(loaded)}))`,
    ].join(' && ');
  return {
    name: 'loaded-labels',
    matches: [
      { groups: [''], resources: ['configmaps'] },
      { groups: ['cert-manager.io'], resources: ['certificates'] },
      { groups: ['external-secrets.io'], resources: ['externalsecrets'] },
    ],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      labelled: [
        inKind('configmaps', ['object.metadata'], 'object.metadata.labels'),
        inKind(
          'certificates',
          [spec, `${spec}.secretTemplate`],
          `${spec}.secretTemplate.labels`,
        ),
        inKind(
          'externalsecrets',
          [
            spec,
            `${spec}.target`,
            `${spec}.target.template`,
            `${spec}.target.template.metadata`,
          ],
          `${spec}.target.template.metadata.labels`,
        ),
      ].join(' ||\n'),
    },
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
    },
    validations: [
      {
        expression: 'variables.trusted || variables.operator',
        message:
          'No ConfigMap or Secret of a tenant is configuration of Argo CD, Grafana or Loki that all share (labels). Dashboards may be.',
      },
    ],
  };
}
