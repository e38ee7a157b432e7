import { KubernetesObject } from '../../model';

const makers = new Set(['ClusterExternalSecret', 'ClusterPushSecret']);

/**
 * Who keeps an ExternalSecret or a PushSecret in step with a template of its own, as `ClusterExternalSecret/name`: the platform, whose
 * objects these are.
 */
export function makerOf({ metadata }: KubernetesObject): string | undefined {
  const owner = metadata.ownerReferences?.find(({ kind }) => makers.has(kind));
  return owner && `${owner.kind}/${owner.name}`;
}
