import {
  KubernetesObject,
  namespaceName,
  Environment,
  Platform,
  at,
  textOf,
  treeOf,
  virtualProject,
} from '@groundwork/engine';
import { Unit } from '../checkout/Unit';
import { LiveCluster } from '../live/LiveCluster';
import { Located } from '../located';

const GROUP = 'argoproj.io/';

/**
 * The AppProjects of a checkout and of the clusters, and which of them tenants' directories are synced by. Only what lies
 * in directories of the platform counts: a tenant could write a project of any name.
 */
export class Projects {
  readonly #platform: Platform;

  readonly #projects = new Map<string, KubernetesObject>();
  /** Names of projects, by the path that their Application deploys. */
  readonly #byPath = new Map<string, string>();

  constructor(
    units: readonly Unit[],
    live: readonly LiveCluster[],
    platform: Platform,
  ) {
    this.#platform = platform;

    for (const { cluster, objects } of live) {
      objects.forEach(object => this.#add(cluster, object));
    }
    for (const { home, objects } of units) {
      if (home.layer === 'platform') {
        objects.forEach(({ object }) =>
          this.#add(home.cluster, {
            ...object,
            metadata: { namespace: home.namespace, ...object.metadata },
          }),
        );
      }
    }
  }

  /** The project of a tenant's directory; undefined where it is neither in the checkout nor in a cluster. */
  of(unit: Unit): KubernetesObject | undefined {
    const { environment } = unit.home;
    return environment && this.#find(unit, environment);
  }

  /** The units, those of no environment in the first that their tenant has a project in. */
  housed(units: readonly Unit[]): Unit[] {
    return units.map(unit => {
      const { home } = unit;
      if (home.layer !== 'tenant' || home.applied !== undefined) {
        return unit;
      }
      const environment = this.#platform.environments.find(
        item => this.#find(unit, item) !== undefined,
      );
      return environment
        ? {
            ...unit,
            home: {
              ...home,
              environment,
              cluster: environment.cluster,
              namespace: namespaceName(
                this.#platform,
                home.tenant,
                environment.name,
              ),
            },
          }
        : unit;
    });
  }

  /** Says of which tenants nothing was held against their project. */
  findings(units: readonly Unit[]): Located[] {
    const missing = new Set(
      units
        .filter(
          unit =>
            unit.home.layer === 'tenant' &&
            unit.objects.length > 0 &&
            !this.of(unit),
        )
        .map(({ home }) => home.tenant),
    );
    return missing.size === 0
      ? []
      : [
          {
            finding: {
              code: 'NotChecked',
              severity: 'info',
              subject: {
                cluster: 'git',
                group: '',
                kind: 'File',
                name: 'platform',
              },
              message: `It was not checked whether AppProjects allow the objects of ${[
                ...missing,
              ].join(', ')}: their projects are not in this checkout.`,
              fix: 'Check the platform repository with it, or give a kubeconfig with --kubeconfig.',
              fixableBy: 'platform',
              evidence: [],
            },
          },
        ];
  }

  #find(
    { home, directory }: Unit,
    { argocd, name }: Environment,
  ): KubernetesObject | undefined {
    const path = home.applied ?? directory;
    const project = this.#byPath.get(path) ?? `${home.tenant}-${name}`;
    const named = (wanted: string) =>
      this.#projects.get(keyOf(argocd.cluster, argocd.namespace, wanted));
    const own = named(project);
    return own && virtualProject(own, argocd.globalProjects, named);
  }

  #add(cluster: string, object: KubernetesObject): void {
    if (!String(object.apiVersion).startsWith(GROUP)) {
      return;
    }
    const { namespace = '', name } = object.metadata;
    if (object.kind === 'AppProject') {
      this.#projects.set(keyOf(cluster, namespace, name), object);
    }
    const path = textOf(at(object.spec, 'source', 'path'));
    const project = textOf(at(object.spec, 'project'));
    if (
      object.kind === 'Application' &&
      path !== undefined &&
      treeOf(path, this.#platform.layout) === 'tenants' &&
      project
    ) {
      this.#byPath.set(path, project);
    }
  }
}

function keyOf(...parts: string[]): string {
  return JSON.stringify(parts);
}
