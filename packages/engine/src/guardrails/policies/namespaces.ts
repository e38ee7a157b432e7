import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celString } from '../cel';
import { trustedUser } from '../trusted';

/**
 * The labels of a tenant's namespace decide over everything else: which policies hold, which gateways and meshes let it in,
 * what Pod Security admits. So all of them are the platform's, with owners and finalizers; of its annotations those that grant.
 * Status and finalize are matched too, since they take metadata with them.
 *
 * It has no namespace selector: the API server would hold it against the labels that the update asks for,
 * and an update that takes the label off would pass unseen.
 */
export function namespaces(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const labelKeys = labelKeysOf(platform.prefix);
  const tenant = celString(labelKeys.tenant);
  const label = celString(labelKeys.environment);
  const isTenant = (object: string) =>
    `(${object} != null && has(${object}.metadata.labels) && ${tenant} in ${object}.metadata.labels && ${label} in ${object}.metadata.labels && ${object}.metadata.labels[${label}] == ${celString(
      environment.name,
    )})`;
  return {
    name: 'namespaces',
    matches: [
      {
        groups: [''],
        resources: ['namespaces', 'namespaces/finalize', 'namespaces/status'],
      },
    ],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'cluster',
    conditions: {
      'of-a-tenant': `${isTenant('object')} ||\n${isTenant('oldObject')}`,
    },
    variables: {
      trusted: trustedUser(platform, environment),
      oldAnnotations: orEmpty('oldObject.metadata.annotations', '{}'),
      newAnnotations: orEmpty('object.metadata.annotations', '{}'),
    },
    validations: [
      {
        expression: [
          'variables.trusted || (',
          "  request.operation == 'UPDATE' &&",
          "  (!has(request.subResource) || request.subResource == '') &&",
          `  ${same('labels', '{}')} &&`,
          `  ${same('finalizers', '[]')} &&`,
          `  ${same('ownerReferences', '[]')} &&`,
          `  ${keptAnnotations(platform)})`,
        ].join('\n'),
        message:
          'The namespace of a tenant belongs to the platform. Change the request of the tenant to change its labels or annotations, or to delete it.',
      },
    ],
  };
}

/** Prefixes of annotations that place pods, open a mesh or give addresses and users to what runs in the namespace. */
const granting = [
  'argocd.argoproj.io/',
  'cni.projectcalico.org/',
  'config.linkerd.io/',
  'ipam.cilium.io/',
  'k8s.ovn.org/',
  'linkerd.io/',
  'networking.gke.io/',
  'openshift.io/',
  'ovn.kubernetes.io/',
  'pod-security.kubernetes.io/',
  'scheduler.alpha.kubernetes.io/',
];

function orEmpty(field: string, empty: string): string {
  return `has(${field}) ? dyn(${field}) : dyn(${empty})`;
}

function same(field: string, empty: string): string {
  const value = (object: string) =>
    `(${orEmpty(`${object}.metadata.${field}`, empty)})`;
  return `${value('object')} == ${value('oldObject')}`;
}

/** The protected keys are the same before and after. */
function keptAnnotations(platform: Platform): string {
  const isFree = [`${platform.prefix}/`, ...granting]
    .map(prefix => `!k.startsWith(${celString(prefix)})`)
    .join(' && ');
  const [before, after] = [
    'variables.oldAnnotations',
    'variables.newAnnotations',
  ];
  return [
    `${after}.all(k, (${isFree}) || (k in ${before} && ${before}[k] == ${after}[k]))`,
    `${before}.all(k, (${isFree}) || k in ${after})`,
  ].join(' && ');
}
