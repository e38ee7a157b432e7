import type { Entity } from '@backstage/catalog-model';
import type { Selector } from '@groundwork/engine';
import { parseLabelSelector } from '../tenants/parseLabelSelector';
import type { UnmanagedOptions } from './readUnmanaged';

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
  /** Labels of its workloads. */
  workloads?: Selector;
  /** The annotation that can't be read, because of which nothing is meant at all. */
  broken?: string;
}

const FLUX = ['kustomize', 'helm'].flatMap(tool =>
  ['name', 'namespace'].map(part => `${tool}.toolkit.fluxcd.io/${part}`),
);

/** Annotations of which one is enough to say where an entity runs. */
export const TELLING = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-namespace',
  'backstage.io/kubernetes-label-selector',
  'argocd/app-name',
  'argocd/app-selector',
  'argocd/project-name',
  ...FLUX,
];

/**
 * Reads the annotations of the Kubernetes plugin, of Roadie's and of Red Hat's Argo CD plugins and of Flux; where there are none,
 * what configuration says of names.
 *
 * @returns undefined where there is nothing to go by. A selector that can't be read must never select everything: it means nothing,
 *   and so does the rest
 */
export function readHints(
  entity: Entity,
  { conventions }: Pick<UnmanagedOptions, 'conventions'>,
): Hints | undefined {
  return annotatedHints(entity) ?? conventionalHints(entity, conventions);
}

/** Whether the annotations of an entity say anything, however broken it is. */
function annotatedHints(entity: Entity): Hints | undefined {
  const of = (key: string) => annotationOf(entity, key);
  const namespace = of('backstage.io/kubernetes-namespace');
  const cluster = of('backstage.io/kubernetes-cluster');
  const id = of('backstage.io/kubernetes-id');
  const selector = of('backstage.io/kubernetes-label-selector');
  const flux = FLUX.flatMap(key => {
    const value = of(key);
    return value === undefined ? [] : [[key, value] as const];
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
      ? equalLabels([
          ...flux,
          ...(id ? [['backstage.io/kubernetes-id', id] as const] : []),
        ])
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
    ...(workloads ? { workloads } : {}),
  };
}

function conventionalHints(
  entity: Entity,
  conventions: UnmanagedOptions['conventions'],
): Hints | undefined {
  const [convention] = conventions;
  if (!convention) {
    return undefined;
  }
  const fill = (template: string) =>
    template.replaceAll('${{ name }}', entity.metadata.name);
  const texts = (key: keyof typeof convention) => [
    ...new Set(
      conventions.flatMap(each => {
        const template = each[key];
        return template ? [fill(template)] : [];
      }),
    ),
  ];
  const names = texts('application');
  const [selector] = texts('labelSelector');
  const cluster = annotationOf(entity, 'backstage.io/kubernetes-cluster');
  const workloads = parseLabelSelector(selector);
  return {
    ...(cluster ? { cluster } : {}),
    namespaces: texts('namespace'),
    ...(names.length > 0 ? { applications: { names } } : {}),
    ...(workloads ? { workloads } : {}),
  };
}

function annotationOf({ metadata }: Entity, key: string): string | undefined {
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
