import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { operatorVariables, trustedUser } from '../trusted';

/** Controllers that copy Secrets and ConfigMaps between namespaces, or expose a Service elsewhere, on an annotation's word. */
const reaching = [
  'kubed.appscode.com/',
  'reflector.v1.k8s.emberstack.com/',
  'replicator.v1.mittwald.de/',
  'tailscale.com/',
];

/** Proxies and meshes that take routes of any hostname, any name, or any configuration from annotations of Services. */
const configuring = [
  'consul.hashicorp.com/service-name',
  'getambassador.io/',
  'gloo.solo.io/upstream_config',
  'haproxy-ingress.github.io/config-',
  'haproxy.org/backend-config-snippet',
  'ingress.kubernetes.io/config-',
];

/**
 * Annotations that have a controller of the cluster reach into other namespaces, or out of the cluster, in a team's name, or configure
 * a proxy that serves other teams, too; also those that External Secrets and cert-manager put on the Secrets they write for it. Such controllers note them on their copies.
 */
export function reachingAnnotations(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const begin = (prefixes: string[]) =>
    prefixes.map(prefix => `k.startsWith('${prefix}')`).join(' || ');
  const keys = (path: string, ...parts: string[]) =>
    `(${[...parts, path]
      .map(part => `has(${part})`)
      .join(' && ')} && ${path}.exists(k, (${begin(reaching)})))`;
  const annotations = 'object.metadata.annotations';
  const certificate = 'object.spec.secretTemplate';
  const target = 'object.spec.target';
  const templates = [
    keys(
      `${target}.template.metadata.annotations`,
      target,
      `${target}.template`,
      `${target}.template.metadata`,
    ),
    keys(`${certificate}.annotations`, certificate),
  ].join(' || ');
  return {
    name: 'reaching-annotations',
    matches: [{ groups: ['*'], resources: ['*'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: {
      annotated: [
        keys(annotations, 'object.metadata'),
        `(request.resource.resource == 'services' && has(object.metadata) && has(${annotations}) && ${annotations}.exists(k, ${begin(
          configuring,
        )}))`,
        `(request.resource.resource in ['certificates', 'externalsecrets'] && has(object.spec) && (${templates}))`,
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
          'An annotation must not copy an object of a tenant to other namespaces, expose it outside the cluster, or configure a proxy.',
      },
    ],
  };
}
