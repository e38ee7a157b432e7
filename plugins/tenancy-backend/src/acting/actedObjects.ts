import {
  type Environment,
  isKnown,
  type KubernetesObject,
  labelKeysOf,
  lastValue,
  type ObjectRef,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';

/** The kinds that can be acted on, and how. */
const KINDS = [
  { group: 'apps', kind: 'Deployment', action: 'restart' },
  { group: 'apps', kind: 'StatefulSet', action: 'restart' },
  { group: 'apps', kind: 'DaemonSet', action: 'restart' },
  { group: 'argoproj.io', kind: 'Rollout', action: 'restart' },
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    action: 'refresh-secret',
  },
] as const;

/** An object of a team that can be acted on. */
export interface ActedObject {
  ref: ObjectRef;
  version: string;
  action: 'restart' | 'refresh-secret';
  /** The platform's own, which only its team acts on. */
  isPlatforms: boolean;
  /** Whether its cluster answers: else it is as it was seen last. */
  isKnown: boolean;
}

/** What can be restarted and read anew in a namespace of a tenant, as the live snapshot has it. */
export function actedObjects(
  snapshot: Snapshot,
  platform: Platform,
  environment: Environment,
  namespace: string,
): ActedObject[] {
  const { layer } = labelKeysOf(platform.prefix);
  const { cluster } = environment;
  return KINDS.flatMap(({ group, kind, action }) => {
    const known = snapshot.list({ cluster, group, kind, namespace });
    return (lastValue(known) ?? []).map(object => ({
      ref: { cluster, group, kind, namespace, name: object.metadata.name },
      version: versionOf(object),
      action,
      isPlatforms: object.metadata.labels?.[layer] === 'platform',
      isKnown: isKnown(known),
    }));
  }).sort((a, b) =>
    `${a.ref.kind}/${a.ref.name}` < `${b.ref.kind}/${b.ref.name}` ? -1 : 1,
  );
}

function versionOf({ apiVersion }: KubernetesObject): string {
  return apiVersion.split('/').at(-1) ?? apiVersion;
}
