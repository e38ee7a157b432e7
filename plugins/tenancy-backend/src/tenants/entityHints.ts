import type { Entity } from '@backstage/catalog-model';
import {
  type KubernetesObject,
  matchesSelector,
  type Selector,
} from '@groundwork/engine';
import { parseLabelSelector } from './parseLabelSelector';

/** A Kustomization or HelmRelease of Flux that an entity names. */
export interface FluxHint {
  kind: 'Kustomization' | 'HelmRelease';
  name: string;
  namespace?: string;
}

/** What an entity says of where it runs. Anybody can write it: it only narrows what its owner may look at. */
export interface Hints {
  /** Only of this cluster. */
  cluster?: string;
  namespaces: readonly string[];
  /** What its Applications must all fulfil; absent where it says nothing of them. */
  applications?: {
    names?: readonly string[];
    labels?: Selector;
    namespace?: string;
    project?: string;
    instances?: readonly string[];
  };
  /** What delivers it; absent where it names nothing of Flux. */
  flux?: readonly FluxHint[];
  /** Labels of its workloads. */
  workloads?: Selector;
  /** The annotation that can't be read, because of which nothing is meant at all. */
  broken?: string;
}

const FLUX_KINDS = [
  { kind: 'Kustomization', tool: 'kustomize' },
  { kind: 'HelmRelease', tool: 'helm' },
] as const;

const FLUX = FLUX_KINDS.flatMap(({ tool }) =>
  ['name', 'namespace'].map(part => `${tool}.toolkit.fluxcd.io/${part}`),
);

/**
 * Reads the annotations of the Kubernetes plugin, of Roadie's and of Red Hat's Argo CD plugins and of Flux.
 *
 * @returns undefined where there are none. A selector that can't be read must never select everything: it means nothing, and so
 *   does the rest
 */
export function annotatedHints(entity: Entity): Hints | undefined {
  const of = (key: string) => annotationOf(entity, key);
  const namespace = of('backstage.io/kubernetes-namespace');
  const cluster = of('backstage.io/kubernetes-cluster');
  const id = of('backstage.io/kubernetes-id');
  const selector = of('backstage.io/kubernetes-label-selector');
  const flux = FLUX.flatMap(key => {
    const value = of(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const delivering = FLUX_KINDS.flatMap(({ kind, tool }): FluxHint[] => {
    const name = of(`${tool}.toolkit.fluxcd.io/name`);
    const home = of(`${tool}.toolkit.fluxcd.io/namespace`);
    return name ? [{ kind, name, ...(home ? { namespace: home } : {}) }] : [];
  });
  const names = listed(of('argocd/app-name'));
  const labels = of('argocd/app-selector');
  const project = of('argocd/project-name');
  const saysApplications = [names, labels, project].some(
    each => each !== undefined,
  );
  const saysWorkloads = id ?? selector ?? flux[0];
  if (!namespace && !saysApplications && !saysWorkloads) {
    return undefined;
  }
  const parsed = parseLabelSelector(labels);
  const workloads =
    selector === undefined
      ? // They are for other plugins, which do not look at each other's; labels of Flux may be on other objects than the id.
        equalLabels(id ? [['backstage.io/kubernetes-id', id]] : flux)
      : parseLabelSelector(selector);
  if (labels !== undefined && !parsed) {
    return { namespaces: [], broken: 'argocd/app-selector' };
  }
  if (saysWorkloads && !workloads) {
    return {
      namespaces: [],
      broken: 'backstage.io/kubernetes-label-selector',
    };
  }
  const home = of('argocd/app-namespace');
  const instances = listed(of('argocd/instance-name'));
  return {
    ...(cluster ? { cluster } : {}),
    namespaces: namespace ? [namespace] : [],
    ...(saysApplications
      ? {
          applications: {
            ...(names ? { names } : {}),
            ...(parsed ? { labels: parsed } : {}),
            ...(home ? { namespace: home } : {}),
            ...(project ? { project } : {}),
            ...(instances ? { instances } : {}),
          },
        }
      : {}),
    ...(delivering.length > 0 ? { flux: delivering } : {}),
    ...(workloads ? { workloads } : {}),
  };
}

/** An annotation that says something. */
export function annotationOf(
  { metadata }: Entity,
  key: string,
): string | undefined {
  const all = metadata.annotations ?? {};
  return Object.hasOwn(all, key) && typeof all[key] === 'string'
    ? all[key].trim() || undefined
    : undefined;
}

function equalLabels(
  pairs: ReadonlyArray<readonly [string, string]>,
): Selector | undefined {
  return pairs.length > 0
    ? { matchLabels: Object.fromEntries(pairs) }
    : undefined;
}

/** Names between commas; undefined where there are none. */
function listed(text: string | undefined): string[] | undefined {
  const names = (text ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  return names.length > 0 ? names.slice(0, 50) : undefined;
}

/** Whether an Application is called and described as an entity says, whosever it is. */
export function isNamed(
  object: KubernetesObject,
  { names, labels, namespace, project }: NonNullable<Hints['applications']>,
): boolean {
  const { metadata } = object;
  return (
    (names === undefined || names.includes(metadata.name)) &&
    (namespace === undefined || metadata.namespace === namespace) &&
    (project === undefined || projectOf(object) === project) &&
    (labels === undefined || matchesSelector(labels, metadata.labels))
  );
}

/** The project of an Application. */
export function projectOf({ spec }: KubernetesObject): string {
  return textsOf(fieldsOf(spec).project)[0] ?? 'default';
}

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A text that is not empty, or none. */
export function textsOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
