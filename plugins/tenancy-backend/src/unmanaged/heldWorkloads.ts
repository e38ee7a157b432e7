import {
  type CardProblem,
  fluxInventory,
  type KubernetesObject,
  lastValue,
  type Selector,
  type Snapshot,
} from '@groundwork/engine';
import { fieldsOf, fluxLabels } from '../tenants/entityHints';
import type { OwnApplication } from './applications';
import type { OwnFlux } from './fluxObjects';
import type { Place } from './placesOf';

const HELM = 'helm.toolkit.fluxcd.io';
const RELEASE = 'HelmRelease';

/** What delivers to a place holds there. */
export interface Held {
  /** Of its objects, as {@link keyOf} makes them. */
  keys: readonly string[];
  /** Labels that are on all that something of it applied. */
  labels: ReadonlyArray<{ cluster: string; selector: Selector }>;
  /** Why some of it is not known. */
  unknown: readonly CardProblem[];
  /** Why there may be something where nothing is found. */
  hidden: readonly CardProblem[];
}

/** Tells objects of clusters apart. Of what owns another only these are known. */
export function keyOf(
  cluster: string,
  { kind, namespace, name }: Readonly<Record<string, unknown>>,
): string {
  return [cluster, kind, namespace, name].join('/');
}

/**
 * What delivers to a place holds there: Applications by their status, objects of Flux by their inventory, and releases of Helm by the
 * labels that Flux leaves on all that is theirs.
 *
 * @param by - `snapshot` is of what the owner may see
 */
export function heldBy(
  { name: environment }: Place,
  by: {
    applications: readonly OwnApplication[];
    flux: readonly OwnFlux[];
    snapshot: Snapshot;
  },
): Held {
  const all = [
    ...by.applications.map(ofApplication),
    ...by.flux.map(each => ofFlux(each, by.snapshot)),
  ];
  const problems = (reasons: readonly string[]) =>
    reasons.map(why => ({ environment, why }));
  return {
    keys: all.flatMap(({ keys }) => keys),
    labels: all.flatMap(({ labels = [] }) => labels),
    unknown: problems(all.flatMap(({ unknown = [] }) => unknown)),
    hidden: problems(all.flatMap(({ hidden = [] }) => hidden)),
  };
}

interface One {
  keys: string[];
  labels?: Held['labels'];
  unknown?: string[];
  hidden?: string[];
}

function ofApplication({ object, cluster }: OwnApplication): One {
  const { resources, sync } = fieldsOf(object.status);
  const held = Array.isArray(resources) ? resources.map(fieldsOf) : [];
  // Argo CD leaves an empty list out: that there is nothing says what it compared.
  const { status = 'Unknown' } = fieldsOf(sync);
  return {
    keys: held.map(each => keyOf(cluster, each)),
    ...(held.length === 0 && status === 'Unknown'
      ? { unknown: [notKnown(object, 'Argo CD has not compared it')] }
      : {}),
  };
}

function ofFlux({ object, cluster }: OwnFlux, snapshot: Snapshot): One {
  if (object.kind === 'HelmRelease') {
    return ofRelease(object, cluster);
  }
  const entries = fluxInventory(object);
  if (!entries) {
    const why = 'it has no inventory that can be read as a whole';
    return { keys: [], unknown: [notKnown(object, why)] };
  }
  const releases = entries
    .filter(({ group, kind }) => group === HELM && kind === RELEASE)
    .map(({ namespace, name }) => {
      const query = { group: HELM, kind: RELEASE, namespace, name };
      const metadata = { namespace, name };
      const bare = { apiVersion: `${HELM}/v2`, kind: RELEASE, metadata };
      const known = snapshot.list({ cluster, ...query });
      return ofRelease(lastValue(known)?.[0] ?? bare, cluster);
    });
  return {
    keys: [
      ...entries.map(each => keyOf(cluster, { ...each })),
      ...releases.flatMap(({ keys }) => keys),
    ],
    labels: releases.flatMap(({ labels = [] }) => labels),
    hidden: releases.flatMap(({ hidden = [] }) => hidden),
  };
}

/** Before Flux 2.8 a release has no inventory, and what charts make pods of need not carry labels. */
function ofRelease(object: KubernetesObject, cluster: string): One {
  const entries = fluxInventory(object);
  const why = 'nothing carries its labels, and it has no inventory';
  return {
    keys: (entries ?? []).map(each => keyOf(cluster, { ...each })),
    labels: [{ cluster, selector: fluxLabels(RELEASE, object.metadata) }],
    ...(entries ? {} : { hidden: [notKnown(object, why)] }),
  };
}

function notKnown({ kind, metadata }: KubernetesObject, why: string): string {
  return `which workloads ${kind} ${metadata.name} has is not known: ${why}`;
}
