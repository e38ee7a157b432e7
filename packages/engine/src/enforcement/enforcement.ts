import type { RenderOptions } from '../render/render';
import {
  type CardProblem,
  type KubernetesObject,
  type NetworkStatus,
  type ObjectRef,
  type Snapshot,
  isKnown,
  lastValue,
  refKey,
  refOf,
} from '../model';
import { labelKeysOf } from '../names';
import type { Platform } from '../platform';
import type { RequestEnvelope } from '../request';
import { overlaySnapshot } from '../snapshot';
import type { WholeObject } from '../status/drift';
import { eachNamespace, NamespaceContext } from '../status/eachNamespace';
import { environmentsOf } from '../status/namespaces';
import { networkStatusInSteps } from '../status/network';
import type { StatusOptions } from '../status/sync';
import { whyUnknown } from '../status/unknown';
import type { Steps } from '../steps';
import type {
  Enforcement,
  EnvironmentEnforcement,
} from './EnvironmentEnforcement';
import { cutRoutes } from './cutRoutes';
import { quotaOverruns } from './quotaOverruns';
import { refusedObjects } from './refusedObjects';
import { refusedPods } from './refusedPods';
import { renderedHeld, type RenderedHeld } from './renderedHeld';
import { Unlooked } from './Unlooked';

/** Objects, and as many workloads, that are listed of a namespace. */
const mostListed = 200;

const enforceLabel = 'pod-security.kubernetes.io/enforce';
const selectorKey = 'scheduler.alpha.kubernetes.io/node-selector';
const namespaceKind = { group: '', kind: 'Namespace' };

/**
 * What enforcement is computed with.
 *
 * @public
 */
export interface EnforcementOptions extends StatusOptions {
  /** The requests in Git of the tenant, its own among them. */
  requests: readonly RequestEnvelope[];
  /** Identity provider groups by entity reference, where the platform does not derive them. */
  groups?: RenderOptions['groups'];
  /** Whether Git has a file of its own request that cannot be read as one. */
  unreadable?: boolean;
  /** Asked for objects that are kept as metadata alone; undefined where whoever calls reads it and asks again. */
  whole?: (ref: ObjectRef, live: KubernetesObject) => WholeObject | undefined;
}

/**
 * What would become of a tenant were it held to everything, by what its clusters hold now; in steps of an object each. Of a tenant that
 * is held already it tells what was there before and would be refused next.
 *
 * @public
 */
export function* enforcementInSteps(
  tenant: { name: string; environments?: readonly string[] },
  snapshot: Snapshot,
  options: EnforcementOptions,
): Steps<Enforcement> {
  const { platform, requests, groups } = options;
  const rendered = options.unreadable
    ? { why: 'its request in Git cannot be read' }
    : renderedHeld(tenant.name, requests, platform, groups ? { groups } : {});
  yield;
  const problems: CardProblem[] = [];
  const environments: EnvironmentEnforcement[] = [];
  for (const context of eachNamespace(tenant, snapshot, options, problems)) {
    const found = 'why' in rendered ? rendered : rendered(context.environment);
    environments.push(yield* inNamespace(context, found, snapshot, options));
  }
  const missing = environmentsOf(tenant, snapshot, platform).filter(
    ({ name }) => !environments.some(({ environment }) => environment === name),
  );
  const unknown = (tenant.environments ?? []).filter(
    name => !platform.environments.some(each => each.name === name),
  );
  return {
    environments,
    problems: [...missing.map(({ name }) => name), ...unknown].map(name => ({
      environment: name,
      why: unknown.includes(name)
        ? 'the platform has no such environment'
        : problems.find(({ environment }) => environment === name)?.why ??
          'it has no namespace here yet',
    })),
  };
}

function* inNamespace(
  context: NamespaceContext,
  rendered: RenderedHeld | { why: string },
  snapshot: Snapshot,
  options: EnforcementOptions,
): Steps<EnvironmentEnforcement> {
  const { environment, namespace, view } = context;
  const { cluster } = view;
  const unlooked = new Unlooked();
  if ('why' in rendered) {
    unlooked.note(rendered.why);
  }
  const { all, adds } =
    'why' in rendered
      ? { all: [], adds: [] }
      : {
          all: rendered.all,
          adds: rendered.adds.filter(
            ({ metadata }) => metadata.namespace === namespace,
          ),
        };
  const known = view.get(namespaceKind, undefined, namespace);
  const live = lastValue(known);
  if (!isKnown(known)) {
    unlooked.note(whyUnknown(known), namespaceKind.kind);
  }
  const planned = all.find(
    ({ kind, metadata }) =>
      kind === namespaceKind.kind && metadata.name === namespace,
  );
  if (!planned && !('why' in rendered)) {
    unlooked.note(
      `nothing is rendered for namespace ${namespace}, so it would be held to nothing`,
    );
  }
  const { level, version } = environment.podSecurity;
  const refused = yield* refusedObjects(context, {
    platform: heldPlatform(options.platform),
    rendered: planned ?? live ?? bare(namespace),
    isOurs:
      'why' in rendered
        ? object => isRendered(object, options.platform)
        : oursBy(all),
    whole: options.whole ?? (() => ({ why: 'only its metadata is read' })),
    unlooked,
  });
  const pods = yield* refusedPods(context, { level, version }, adds, unlooked);
  const quota = yield* quotaOverruns(context, adds, unlooked);
  const network = yield* networkOf(context, adds, snapshot, options);
  network.now.problems?.forEach(({ why }) => unlooked.note(why));
  for (const { isolation } of [network.now, network.then]) {
    for (const { why, ingress, egress } of isolation.filter(
      each => each.namespace === namespace,
    )) {
      if (ingress === 'unknown' || egress === 'unknown') {
        unlooked.note(
          why ?? 'whether its pods are open is not known',
          'network policies',
        );
      }
    }
  }
  const cut = cutRoutes(network.now.routes, network.then.routes, namespace);
  const enforced = live?.metadata.labels?.[enforceLabel];
  const nodeSelector = planned?.metadata.annotations?.[selectorKey];
  const liveOf = (object: KubernetesObject) =>
    lastValue(
      view.get(
        refOf(cluster, object),
        object.metadata.namespace,
        object.metadata.name,
      ),
    );
  const refsOf = (objects: readonly KubernetesObject[]) =>
    objects.map(object => refOf(cluster, object));
  const more = [refused, pods, cut].reduce(
    (sum, { length }) => sum + Math.max(0, length - mostListed),
    0,
  );
  return {
    environment: environment.name,
    cluster,
    namespace,
    refused: refused.slice(0, mostListed),
    pods: pods.slice(0, mostListed),
    podSecurity: {
      level,
      version,
      ...(enforced === undefined ? {} : { enforced }),
    },
    quota,
    routes: cut.slice(0, mostListed),
    closes: {
      ingress: isClosed(network, 'ingress', namespace),
      egress: isClosed(network, 'egress', namespace),
    },
    adds: refsOf(adds.filter(object => !liveOf(object))),
    changes: refsOf(
      adds.filter(object => {
        const there = liveOf(object);
        return there && !isRendered(there, options.platform);
      }),
    ),
    ...(nodeSelector !== undefined &&
    live?.metadata.annotations?.[selectorKey] !== nodeSelector
      ? { nodeSelector }
      : {}),
    notKnown: unlooked.lines(),
    ...(more > 0 ? { more } : {}),
  };
}

/** Whether the platform rendered what is there. */
function isRendered(
  { metadata }: KubernetesObject,
  { prefix }: Platform,
): boolean {
  return metadata.labels?.[labelKeysOf(prefix).layer] === 'platform';
}

/** One for each platform: guard rails are made once of it. */
const heldPlatforms = new WeakMap<Platform, Platform>();

function heldPlatform(platform: Platform): Platform {
  const held = heldPlatforms.get(platform) ?? { ...platform, reportOnly: [] };
  heldPlatforms.set(platform, held);
  return held;
}

function bare(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** What the platform renders. What a label says of an object counts only where that is not known: anybody may write one. */
function oursBy(
  rendered: readonly KubernetesObject[],
): (object: KubernetesObject) => boolean {
  const keys = new Set(rendered.map(object => refKey(refOf('', object))));
  return object => keys.has(refKey(refOf('', object)));
}

interface Network {
  now: NetworkStatus;
  then: NetworkStatus;
}

function* networkOf(
  { tenant, environment, view }: NamespaceContext,
  adds: readonly KubernetesObject[],
  snapshot: Snapshot,
  options: StatusOptions,
): Steps<Network> {
  const asked = { name: tenant, environments: [environment.name] };
  const now = yield* networkStatusInSteps(asked, snapshot, options);
  const then = yield* networkStatusInSteps(
    asked,
    overlaySnapshot(snapshot, [{ cluster: view.cluster, objects: adds }]),
    options,
  );
  return { now, then };
}

function isClosed(
  { now, then }: Network,
  direction: 'ingress' | 'egress',
  namespace: string,
): boolean {
  const of = ({ isolation }: NetworkStatus) =>
    isolation.find(each => each.namespace === namespace)?.[direction];
  return of(then) === 'isolated' && of(now) !== 'isolated';
}
