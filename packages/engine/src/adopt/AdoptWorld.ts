import { groupOf, KubernetesObject } from '../model';
import { at, textOf } from '../model/fields';
import type { Environment, Platform } from '../platform';
import type { FoundObject } from './Adoption';
import { isBeingDeleted } from './isBeingDeleted';
import { NamespacePlaces } from './NamespacePlaces';
import type { Owned } from './ownerOf';
import type { OwnerRule } from './Adoption';
import type { RequestEnvelope } from '../request';
import { readApplication } from '../status/sync/application';
import { clusterOf } from '../status/sync/destination';
import type { Steps } from '../steps';

/** Objects that are placed in one step. */
const slice = 200;

/** What is there for a tenant in one environment. */
export interface Cell extends Owned {
  /** What is in its namespace, and the Namespace itself. */
  objects: FoundObject[];
}

/** All objects that were found, and whose their namespaces are. */
export class AdoptWorld {
  /** By tenant and environment. */
  readonly cells = new Map<string, Map<string, Cell>>();
  readonly leftOut = new Map<
    string,
    { namespace: string; objects: number; why: string }
  >();
  /** Objects without a namespace, but Namespaces. */
  readonly clusterWide: FoundObject[] = [];
  /** What is where Argo CD keeps its objects, and is no tenant's by its namespace. */
  readonly delivery: FoundObject[] = [];
  secrets = 0;
  /** Objects that controllers and clusters made, passed over in namespaces of tenants. */
  made = 0;
  readonly #applications = new Map<string, FoundObject[]>();
  readonly #byKey = new Map<string, FoundObject>();
  readonly #platform: Platform;

  private constructor(platform: Platform) {
    this.#platform = platform;
  }

  /**
   * Places all objects, in steps.
   *
   * @param present - requests in Git: a tenant that is there keeps its namespaces
   */
  static *of(
    objects: readonly FoundObject[],
    rules: readonly OwnerRule[],
    platform: Platform,
    present: readonly RequestEnvelope[] = [],
  ): Steps<AdoptWorld> {
    const world = new AdoptWorld(platform);
    const places = new NamespacePlaces(rules, platform, present);
    for (const [index, { object, ...from }] of objects.entries()) {
      const namespace = isSecret(object) ? undefined : namespaceOf(object);
      if (namespace !== undefined) {
        places.add(namespace, world.#environmentsOf(from), isLeaving(object));
      }
      if (index % slice === slice - 1) {
        yield;
      }
    }
    places.settle();
    for (const [index, found] of objects.entries()) {
      if (isSecret(found.object)) {
        world.secrets += 1;
      } else {
        world.#place(found, places);
      }
      if (index % slice === slice - 1) {
        yield;
      }
    }
    return world;
  }

  /** What is there in the place where an object would go. */
  find(
    object: KubernetesObject,
    { cluster, environment }: { cluster: string; environment: string },
  ): FoundObject | undefined {
    const key = keyOf(object);
    return (
      this.#byKey.get(`cluster ${cluster} ${key}`) ??
      this.#byKey.get(`environment ${environment} ${key}`) ??
      this.#byKey.get(`anywhere ${key}`)
    );
  }

  /** The Applications that go to the namespace of a tenant. They live with Argo CD, and belong to whom their destination is. */
  applicationsOf({ environment, namespace }: Cell): FoundObject[] {
    const { argocd, name } = environment;
    const there = this.#applications.get(namespace) ?? [];
    return there.filter(({ object, cluster, environment: own }) => {
      const to = clusterOf(
        readApplication(object),
        environment,
        this.#platform,
      );
      return (
        to === environment.cluster &&
        object.metadata.namespace === argocd.namespace &&
        (cluster === undefined || cluster === argocd.cluster) &&
        (own === undefined || own === name)
      );
    });
  }

  #place(found: FoundObject, places: NamespacePlaces): void {
    const { object } = found;
    const goesTo = textOf(at(object.spec, 'destination', 'namespace'));
    if (
      goesTo !== undefined &&
      object.kind === 'Application' &&
      groupOf(object.apiVersion) === 'argoproj.io'
    ) {
      const others = this.#applications.get(goesTo) ?? [];
      others.push(found);
      this.#applications.set(goesTo, others);
    }
    const namespace = namespaceOf(object);
    if (namespace === undefined) {
      this.#index(found);
      this.clusterWide.push(found);
      return;
    }
    const environments = this.#environmentsOf(found);
    const owner = places.of(namespace, environments);
    if ('why' in owner) {
      this.#index(found);
      if (this.#isDelivery(found, namespace)) {
        this.delivery.push(found);
      } else {
        this.#leaveOut(
          `${environments.map(({ name }) => name).join()} ${namespace}`,
          namespace,
          owner.why,
        );
      }
      return;
    }
    this.#index(found, owner.environment.name);
    this.#cellOf(owner).objects.push(found);
  }

  #leaveOut(place: string, namespace: string, why: string): void {
    const left = this.leftOut.get(place) ?? { namespace, objects: 0, why };
    left.objects += 1;
    this.leftOut.set(place, left);
  }

  #cellOf(owner: Owned): Cell {
    const cells = this.cells.get(owner.tenant) ?? new Map<string, Cell>();
    this.cells.set(owner.tenant, cells);
    const { name } = owner.environment;
    const own = cells.get(name) ?? { ...owner, objects: [] };
    cells.set(name, own);
    return own;
  }

  #environmentsOf({
    cluster,
    environment,
  }: Omit<FoundObject, 'object'>): Environment[] {
    return this.#platform.environments.filter(each =>
      environment === undefined
        ? cluster === undefined || each.cluster === cluster
        : each.name === environment,
    );
  }

  /** Where Argo CD keeps its objects, those of tenants among them. */
  #isDelivery({ cluster }: FoundObject, namespace: string): boolean {
    return this.#platform.environments.some(
      ({ argocd }) =>
        argocd.namespace === namespace &&
        (cluster === undefined || argocd.cluster === cluster),
    );
  }

  #index(found: FoundObject, environment = found.environment): void {
    const key = keyOf(found.object);
    for (const place of [
      ...(found.cluster === undefined ? [] : [`cluster ${found.cluster}`]),
      ...(environment === undefined ? [] : [`environment ${environment}`]),
      ...(found.cluster === undefined && environment === undefined
        ? ['anywhere']
        : []),
    ]) {
      const where = `${place} ${key}`;
      if (!this.#byKey.has(where)) {
        this.#byKey.set(where, found);
      }
    }
  }
}

/** Of a Namespace its own; undefined for what is in none. */
function namespaceOf({
  apiVersion,
  kind,
  metadata,
}: KubernetesObject): string | undefined {
  return (
    (kind === 'Namespace' && groupOf(apiVersion) === ''
      ? metadata.name
      : metadata.namespace) || undefined
  );
}

/** Whether a Namespace is being deleted, and all that is in it. */
function isLeaving({ apiVersion, kind, metadata }: KubernetesObject): boolean {
  return (
    kind === 'Namespace' &&
    groupOf(apiVersion) === '' &&
    isBeingDeleted({ metadata })
  );
}

function isSecret({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'Secret' && groupOf(apiVersion) === '';
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return [
    groupOf(apiVersion),
    kind,
    metadata.namespace ?? '',
    metadata.name,
  ].join('|');
}
