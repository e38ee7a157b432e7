import { KubernetesObject } from '../../model';
import { at, textOf } from '../../model/fields';
import { inventoryOf } from './inventory';

/**
 * Where an object of Flux delivers to.
 *
 * @public
 */
export interface FluxTarget {
  /** Namespaces of objects that it applied or says that it will. */
  namespaces: readonly string[];
  /** They are in another cluster, which a kubeconfig in a Secret names: nobody here knows in which. */
  isElsewhere: boolean;
}

/**
 * Where a Kustomization or HelmRelease of Flux delivers to: `spec.targetNamespace`, else what it applied; before that, and for
 * charts, its own namespace.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 * @public
 */
export function fluxTarget(object: KubernetesObject): FluxTarget {
  const { kind, metadata, spec } = object;
  const named = textOf(at(spec, 'targetNamespace'));
  const applied =
    kind === 'Kustomization'
      ? (inventoryOf(object) ?? []).flatMap(({ namespace }) => namespace ?? [])
      : [];
  const [home = ''] = [metadata.namespace];
  const found = named === undefined ? applied : [named];
  return {
    namespaces: found.length > 0 ? [...new Set(found)] : [home],
    isElsewhere: at(spec, 'kubeConfig') !== undefined,
  };
}

/**
 * The source that an object of Flux takes what it delivers from: of a HelmRelease with a chart of its own the HelmChart that Flux
 * makes of it. Undefined where it names none.
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
  const ref = at(spec, kind === 'Kustomization' ? 'sourceRef' : 'chartRef');
  const [named, name] = [textOf(at(ref, 'kind')), textOf(at(ref, 'name'))];
  if (named !== undefined && name !== undefined) {
    const namespace = textOf(at(ref, 'namespace')) ?? home;
    return { kind: named, namespace, name };
  }
  const [chartHome, chart] = (textOf(at(status, 'helmChart')) ?? '').split('/');
  return chart
    ? { kind: 'HelmChart', namespace: chartHome, name: chart }
    : undefined;
}
