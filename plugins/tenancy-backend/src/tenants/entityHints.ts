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

/** An Application by its name, and by the namespace that it lies in where that is said, too. */
export interface NamedApplication {
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
    names?: readonly NamedApplication[];
    labels?: Selector;
    namespace?: string;
    project?: string;
    instances?: readonly string[];
  };
  /** What delivers it; absent where it names nothing of Flux. */
  flux?: readonly FluxHint[];
  /** Labels of its workloads: those of any of these. */
  workloads?: readonly Selector[];
  /** The annotation that can't be read, because of which nothing is meant at all. */
  broken?: string;
}

const FLUX_KINDS = [
  { kind: 'Kustomization', tool: 'kustomize' },
  { kind: 'HelmRelease', tool: 'helm' },
] as const;

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
  const { delivering, delivered } = fluxHints(of);
  const names = listed(of('argocd/app-name'))?.map(namedApplication);
  const labels = of('argocd/app-selector');
  const project = of('argocd/project-name');
  const saysApplications = [names, labels, project].some(
    each => each !== undefined,
  );
  const saysWorkloads = id ?? selector ?? delivered[0];
  if (!namespace && !saysApplications && !saysWorkloads) {
    return undefined;
  }
  const parsed = parseLabelSelector(labels);
  const chosen = parseLabelSelector(selector);
  // They are for other plugins, which do not look at each other's; labels of Flux may be on other objects than the id.
  const others = id
    ? [equalLabels([['backstage.io/kubernetes-id', id]])]
    : delivered;
  const bySelector = chosen ? [chosen] : [];
  const workloads = selector === undefined ? others : bySelector;
  if (labels !== undefined && !parsed) {
    return { namespaces: [], broken: 'argocd/app-selector' };
  }
  if (saysWorkloads && workloads.length === 0) {
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
    ...(workloads.length > 0 ? { workloads } : {}),
  };
}

/** What of Flux delivers it, and the labels that each of its tools leaves on what it applies: nothing has those of both. */
function fluxHints(of: (key: string) => string | undefined): {
  delivering: FluxHint[];
  delivered: Selector[];
} {
  const delivering: FluxHint[] = [];
  const delivered: Selector[] = [];
  for (const { kind, tool } of FLUX_KINDS) {
    const [name, home] = ['name', 'namespace'].map(part =>
      of(`${tool}.toolkit.fluxcd.io/${part}`),
    );
    if (name) {
      delivering.push({ kind, name, ...(home ? { namespace: home } : {}) });
    }
    if (name || home) {
      delivered.push(fluxLabels(kind, { name, namespace: home }));
    }
  }
  return { delivering, delivered };
}

/** The labels that Flux leaves on what a Kustomization or HelmRelease applies. */
export function fluxLabels(
  kind: FluxHint['kind'],
  { name, namespace }: { name?: string; namespace?: string },
): Selector {
  const tool = kind === 'Kustomization' ? 'kustomize' : 'helm';
  return equalLabels(
    Object.entries({ name, namespace }).flatMap(([part, value]) =>
      value ? [[`${tool}.toolkit.fluxcd.io/${part}`, value] as const] : [],
    ),
  );
}

/**
 * An Application as tools write its name: `team-apps/pay` as Argo CD's own command line and UI do, `team-apps_pay` as it stands in
 * the tracking of its objects. No name of Kubernetes has these characters.
 */
export function namedApplication(text: string): NamedApplication {
  const [, namespace, name] = /^([^/_]+)[/_](.+)$/.exec(text) ?? [];
  return namespace === undefined ? { name: text } : { name, namespace };
}

/** The name as people write it. */
export function nameOf({ name, namespace }: NamedApplication): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
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
): Selector {
  return { matchLabels: Object.fromEntries(pairs) };
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
    (names === undefined ||
      names.some(
        each =>
          each.name === metadata.name &&
          (each.namespace === undefined ||
            each.namespace === metadata.namespace),
      )) &&
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
