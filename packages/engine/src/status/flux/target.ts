import { KubernetesObject } from '../../model';
import { at, textOf } from '../../model/fields';
import { inventoryOf } from './inventory';

/**
 * Where an object of Flux delivers to.
 *
 * @public
 */
export interface FluxTarget {
  /** Namespaces of objects that it applied or says that it will; its own where it does neither. */
  namespaces: readonly string[];
  /** Whether it says so, or has applied anything. */
  isKnown: boolean;
  /** Whether it applied what belongs to the whole cluster, or what can't be told, beside what is in these namespaces. */
  hasMore: boolean;
  /** They are in another cluster, which a kubeconfig in a Secret names: nobody here knows in which. */
  isElsewhere: boolean;
}

const targets = new WeakMap<KubernetesObject, FluxTarget>();

/**
 * Where a Kustomization or HelmRelease of Flux delivers to: `spec.targetNamespace` and what it applied; before that, and for
 * charts, its own namespace.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 * @public
 */
export function fluxTarget(object: KubernetesObject): FluxTarget {
  const known = targets.get(object) ?? targetOf(object);
  targets.set(object, known);
  return known;
}

function targetOf(object: KubernetesObject): FluxTarget {
  const { kind, metadata, spec } = object;
  const { byNamespace, namespaces, isCut } = inventoryOf(object);
  const named = textOf(at(spec, 'targetNamespace')) ?? [];
  const found = new Set([named, ...namespaces, ...byNamespace.keys()].flat());
  const hasMore =
    isCut || (byNamespace.get('') ?? []).length > namespaces.length;
  found.delete('');
  return {
    namespaces: found.size > 0 ? [...found] : [metadata.namespace ?? ''],
    // A chart that names no other namespace is installed in that of its release; what is of the whole cluster is in none.
    isKnown: found.size > 0 || byNamespace.size > 0 || kind === 'HelmRelease',
    hasMore,
    isElsewhere: at(spec, 'kubeConfig') !== undefined,
  };
}

/**
 * What an object of Flux takes what it delivers from: of a HelmRelease with a chart of its own the HelmChart that Flux makes of it,
 * and of a HelmChart the repository. Undefined where it names none.
 *
 * @public
 */
export function fluxSource({
  kind,
  metadata,
  spec,
  status,
}: KubernetesObject):
  | { kind: string; namespace: string; name: string }
  | undefined {
  const home = metadata.namespace ?? '';
  const ref = at(spec, kind === 'HelmRelease' ? 'chartRef' : 'sourceRef');
  const [named, name] = [textOf(at(ref, 'kind')), textOf(at(ref, 'name'))];
  if (named !== undefined && name !== undefined) {
    const namespace = textOf(at(ref, 'namespace')) ?? home;
    return { kind: named, namespace, name };
  }
  const [chartHome, chart] = (textOf(at(status, 'helmChart')) ?? '').split('/');
  return kind === 'HelmRelease' && chart
    ? { kind: 'HelmChart', namespace: chartHome, name: chart }
    : undefined;
}
