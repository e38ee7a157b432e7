/*
 * A tenant `pay` in namespace `pay` of one cluster: what cards are tested on.
 */
import { KubernetesObject } from '../model';
import { PlatformInput, platformSchema } from '../platform';
import { UnknownEntry, arraySnapshot } from '../snapshot';
import { smallPlatform } from '../testUtils/smallPlatform';

/** The time at which cards are looked at. */
export const now = Date.parse('2026-11-28T12:00:00Z');

/** So many minutes ago, as clusters write it. */
export const minutesAgo = (minutes: number) =>
  new Date(now - minutes * 60_000).toISOString();

const [dev] = smallPlatform().environments;

export const cardPlatform = (environment: object = {}) =>
  platformSchema.parse({
    ...smallPlatform(),
    environments: [{ ...dev, cluster: 'spoke', ...environment }],
  } as PlatformInput);

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'pay',
    labels: {
      'tenancy.groundwork.dev/tenant': 'pay',
      'tenancy.groundwork.dev/environment': 'dev',
    },
  },
};

/** An object of the tenant's namespace. */
export const inPay = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: object = {},
): KubernetesObject => {
  const { metadata, ...fields } = rest as { metadata?: object };
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'pay', uid: `${kind}-${name}`, ...metadata },
    ...fields,
  };
};

/** The cluster with these objects, and with kinds that it can't tell of. */
export const cardWorld = (
  objects: readonly KubernetesObject[],
  unknown: readonly UnknownEntry[] = [],
) =>
  arraySnapshot(
    [{ cluster: 'spoke', objects: [namespace, ...objects], asOf: now }],
    unknown,
  );
