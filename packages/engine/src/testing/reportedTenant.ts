/*
 * A tenant `pay` that is reported only: what enforcing would do to it.
 */
import { enforcementInSteps, EnforcementOptions } from '../enforcement';
import type { KubernetesObject } from '../model';
import { parsePlatform, type PlatformInput } from '../platform';
import { arraySnapshot, UnknownEntry } from '../snapshot';
import { finish } from '../steps';
import { parsedTenant, platformWith } from './renderTenant';

const labels = {
  'tenancy.groundwork.dev/tenant': 'pay',
  'tenancy.groundwork.dev/environment': 'dev',
};
/** Its Namespace, which enforces nothing. */
export const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'pay',
    labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'privileged' },
  },
};

/** A platform that only reports on it. */
export const input = platformWith(
  {
    cluster: 'spoke',
    gateways: [
      {
        name: 'external',
        namespace: 'gateways',
        listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }],
        dataPlane: { namespace: 'gateways', podLabels: { app: 'envoy' } },
      },
    ],
  },
  { reportOnly: ['pay'] },
);

/** Its request. */
export const request = parsedTenant({ owner: 'group:default/pay' }, 'pay');

/** What enforcing would do to it where its cluster holds these objects. */
export function enforcementOf(
  objects: readonly KubernetesObject[],
  options: Partial<EnforcementOptions> & {
    unknowns?: UnknownEntry[];
    as?: PlatformInput;
  } = {},
) {
  const { unknowns, as = input, ...rest } = options;
  return finish(
    enforcementInSteps(
      { name: 'pay', environments: ['dev'] },
      arraySnapshot(
        [{ cluster: 'spoke', objects: [namespace, ...objects], asOf: 1 }],
        unknowns,
      ),
      {
        platform: parsePlatform(as),
        requests: [request],
        now: 2,
        ...rest,
      },
    ),
  );
}

/** The same of its only environment. */
export const inDev = (...args: Parameters<typeof enforcementOf>) =>
  enforcementOf(...args).environments[0];

/** Containers that every level admits. */
export const containers = [
  {
    name: 'web',
    image: 'registry.example.com/web:1',
    securityContext: {
      allowPrivilegeEscalation: false,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  },
];
/** A Deployment of such containers, unless told otherwise. */
export const deployment = (
  name: string,
  spec: object = {},
): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'pay' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers, ...spec },
    },
  },
});
/** A Service of it. */
export const service = (name: string, spec: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'pay' },
  spec,
});
