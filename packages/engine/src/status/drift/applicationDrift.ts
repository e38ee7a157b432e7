import {
  KubernetesObject,
  ObjectDrift,
  ObjectRef,
  PutBack,
  Snapshot,
  isKnown,
  refKey,
} from '../../model';
import { Environment, Platform, kindsOf } from '../../platform';
import { Steps } from '../../steps';
import { Application, readApplication } from '../sync/application';
import { clusterOf } from '../sync/destination';
import { projectOf } from '../sync/projectOf';
import { refusalOf } from '../sync/refusals';
import { ApplicationResource } from '../sync/resource';
import { holdOf } from '../sync/windows/holdOf';
import { whyUnknown } from '../unknown';
import { DriftSource } from './driftSource';
import { liveDrift } from './liveDrift';
import {
  FoundManifests,
  ManifestIndex,
  WantedObject,
  manifestIndex,
} from './manifestIndex';
import { hasOption, isHook } from './options';
import { describePause, pausedUntil } from '../sync/pausedUntil';
import { putBackOf } from './putBack';

/** What comes of one Application. */
export interface ApplicationDrift {
  objects: ObjectDrift[];
  compared: number;
  /** Why nothing of it is compared. */
  why?: string;
}

/**
 * An object with all of its fields, or why it can't be had.
 *
 * @public
 */
export type WholeObject = { object: KubernetesObject } | { why: string };

/**
 * What an Application is compared with. `now` is by the clock of Argo CD's cluster, milliseconds since the epoch.
 *
 * @public
 */
export interface DriftWorld {
  environment: Environment;
  snapshot: Snapshot;
  platform: Platform;
  now: number;
  /**
   * The whole of an object that the snapshot holds as metadata alone, or why it can't be had. Undefined where nobody asked for it:
   * it is told as not compared.
   */
  whole?: (ref: ObjectRef, live: KubernetesObject) => WholeObject | undefined;
}

class Comparison {
  readonly result: ApplicationDrift = { objects: [], compared: 0 };
  readonly #source: DriftSource;
  readonly #app: Application;
  readonly #index: ManifestIndex;
  readonly #world: DriftWorld;
  readonly #resources: ReadonlyMap<string, ApplicationResource>;

  constructor(
    source: DriftSource,
    app: Application,
    index: ManifestIndex,
    world: DriftWorld,
  ) {
    this.#source = source;
    this.#app = app;
    this.#index = index;
    this.#world = world;
    this.#resources = new Map(
      app.resources.map(each => [refKey({ ...each, cluster: '' }), each]),
    );
  }

  compare(wanted: WantedObject): void {
    const { ref, newest } = wanted;
    // What Git no longer has is told by Argo CD's word.
    if (!newest || isHook(newest.object)) {
      return;
    }
    const why = this.#notShown(ref) ?? this.#notRead(ref);
    if (why !== undefined) {
      this.#notCompared(ref, why);
      return;
    }
    const known = this.#world.snapshot.list({ ...ref });
    if (!isKnown(known)) {
      this.#notCompared(ref, whyUnknown(known));
      return;
    }
    const live = known.value.find(({ metadata }) => metadata.name === ref.name);
    const whole = live && this.#whole(ref, live);
    if (!whole) {
      this.#tellGone(wanted);
    } else if ('why' in whole) {
      this.#notCompared(ref, whole.why);
    } else {
      this.#compareLive(wanted, whole.object);
    }
  }

  /** What Git no longer has, by Argo CD's word. */
  addExtras(cluster: string): void {
    for (const resource of this.#app.resources) {
      const { group, kind, namespace, name, requiresPruning, sync } = resource;
      const ref: ObjectRef = {
        cluster,
        group,
        kind,
        ...(namespace === undefined ? {} : { namespace }),
        name,
      };
      const wanted = this.#index.wanted.get(refKey(ref));
      if (
        requiresPruning &&
        sync !== 'Synced' &&
        !wanted?.newest &&
        this.#notShown(ref) === undefined
      ) {
        this.#tellExtra(ref, wanted);
      }
    }
  }

  #whole(ref: ObjectRef, live: KubernetesObject): WholeObject {
    const { platform, whole } = this.#world;
    const isPart = kindsOf(platform).find(ref.group, ref.kind)?.metadataOnly;
    return isPart === true
      ? whole?.(ref, live) ?? { why: 'its fields are not read here' }
      : { object: live };
  }

  #compareLive(wanted: WantedObject, live: KubernetesObject): void {
    const { ref } = wanted;
    const drift = liveDrift(live, wanted, {
      app: this.#app,
      deployment: this.#index.deployment,
      isSynced: this.#resourceOf(ref)?.sync === 'Synced',
    });
    if ('why' in drift) {
      this.#notCompared(ref, drift.why);
      return;
    }
    this.result.compared += 1;
    const { state, ...rest } = drift;
    if (state !== undefined) {
      this.#tell(ref, state, {
        ...rest,
        ...(state === 'differs' ? { putBack: this.#putBack() } : {}),
      });
    }
  }

  /** It is not there, though Git wants it. */
  #tellGone({ ref, deployed }: WantedObject): void {
    const { deployment } = this.#index;
    if (this.#resourceOf(ref)?.sync === 'Synced') {
      // Our copy and Argo CD's run apart for moments: only where both miss it, it is gone.
      return;
    }
    this.result.compared += 1;
    if (deployment === 'unknown') {
      this.#notCompared(
        ref,
        'it is not in the cluster, and what was deployed cannot be read',
      );
    } else if (deployed) {
      this.#tell(ref, 'deleted', { putBack: this.#putBack() });
    } else {
      this.#tell(ref, 'notDeployed');
    }
  }

  #tellExtra(ref: ObjectRef, wanted: WantedObject | undefined): void {
    const known = this.#world.snapshot.list({ ...ref });
    const live = isKnown(known)
      ? known.value.find(({ metadata }) => metadata.name === ref.name)
      : undefined;
    if (!live || hasOption(live, 'compare-options', 'IgnoreExtraneous')) {
      return;
    }
    if (wanted?.deployed) {
      this.#tell(ref, 'notDeployed');
    } else {
      this.#tell(ref, 'extra', { putBack: this.#pruned(live) });
    }
  }

  /** Why an object is none that may be shown: it is another team's, or may be. */
  #notShown({ group, kind, namespace }: ObjectRef): string | undefined {
    const { namespaces, clusterWide } = this.#source;
    if (namespace !== undefined) {
      return namespaces.includes(namespace)
        ? undefined
        : "its namespace is not known to be this tenant's";
    }
    const known = kindsOf(this.#world.platform).find(group, kind);
    return clusterWide && known?.namespaced === false
      ? undefined
      : 'it belongs to no namespace of this tenant';
  }

  /** Why an object is not compared, whatever it holds. */
  #notRead({ group, kind }: ObjectRef): string | undefined {
    if (group === '' && kind === 'Secret') {
      return 'Secrets are never read';
    }
    const known = kindsOf(this.#world.platform).find(group, kind);
    if (!known?.watched) {
      return `objects of kind ${kind} are not read here`;
    }
    return known.keep ? 'only a part of such objects is kept here' : undefined;
  }

  #resourceOf(ref: ObjectRef): ApplicationResource | undefined {
    return this.#resources.get(refKey({ ...ref, cluster: '' }));
  }

  #putBack(): PutBack {
    const { environment, platform, snapshot, now } = this.#world;
    const until = pausedUntil(this.#app, platform.prefix);
    const project = projectOf(this.#app, environment, snapshot);
    const refusal = refusalOf(this.#app, project, {
      kinds: kindsOf(this.#world.platform),
      home: environment.argocd.namespace,
      writer: this.#source.layer,
    });
    return putBackOf(
      this.#app,
      holdOf(this.#app, project, now),
      refusal?.why,
      until === undefined ? undefined : describePause(until, now),
    );
  }

  #pruned(live: KubernetesObject): PutBack {
    if (hasOption(live, 'sync-options', 'Prune=false')) {
      return { by: 'sync', why: 'its annotation forbids pruning' };
    }
    return this.#app.prune || !this.#app.automated
      ? this.#putBack()
      : { by: 'sync', why: 'automatic pruning is turned off' };
  }

  #notCompared(ref: ObjectRef, why: string): void {
    this.#tell(ref, 'notCompared', { notCompared: [{ why }] });
  }

  #tell(
    ref: ObjectRef,
    state: ObjectDrift['state'],
    rest: Partial<ObjectDrift> = {},
  ): void {
    const { application, layer } = this.#source;
    this.result.objects.push({
      ref,
      application,
      layer,
      state,
      fields: [],
      notCompared: [],
      ...rest,
    });
  }
}

/** Compares what an Application wants with what its cluster holds, in steps of an object each. */
export function* applicationDriftInSteps(
  source: DriftSource,
  found: FoundManifests,
  world: DriftWorld,
): Steps<ApplicationDrift> {
  const app = readApplication(source.object);
  const { environment, platform } = world;
  const { destination } = app;
  const cluster =
    destination.server || destination.name
      ? clusterOf(app, environment, platform)
      : environment.cluster;
  if (cluster === undefined) {
    return nothing('its cluster is not configured in the platform');
  }
  if (cluster !== environment.cluster && !source.clusterWide) {
    // A namespace of the same name may be somebody else's there.
    return nothing("it deploys to another cluster than this environment's");
  }
  if ('why' in found.newest) {
    return nothing(found.newest.why);
  }
  const { namespace } = destination;
  const kinds = kindsOf(platform);
  const index = manifestIndex(found, { cluster, namespace, kinds });
  const comparison = new Comparison(source, app, index, world);
  for (const wanted of index.wanted.values()) {
    comparison.compare(wanted);
    yield;
  }
  comparison.addExtras(cluster);
  return comparison.result;
}

function nothing(why: string): ApplicationDrift {
  return { objects: [], compared: 0, why };
}
