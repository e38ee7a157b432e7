import { checkInSteps, type CustomCheck } from '../check';
import { ofEntry } from '../customize';
import {
  type Finding,
  type KubernetesObject,
  type ManifestSet,
  type ObjectRef,
  refKey,
  refOf,
  type Snapshot,
} from '../model';
import { kindsOf, type Platform } from '../platform';
import { overlaySnapshot, type PlannedObjects } from '../snapshot';
import type { Steps } from '../steps';
import { validate } from '../kinds';
import type { SchemaSet } from '../validate';

/**
 * What planned objects are judged by.
 *
 * @public
 */
export interface Judges {
  /** The schemas of a cluster; `isLive` says whether they are those that it has now. */
  schemasOf: (cluster: string) => { schemas: SchemaSet; isLive: boolean };
  /**
   * What the clusters hold, when that is asked, in milliseconds since the epoch, and the checks of extensions; absent where
   * clusters are not read.
   */
  live?: { snapshot: Snapshot; now: number; checks?: readonly CustomCheck[] };
}

/**
 * Validates planned objects with the schemas of their clusters, and checks live and planned together; in steps of an object
 * each. Of what was wrong before, only what concerns a planned object is said, and what could not be checked.
 *
 * @param options - `tenants`: whose objects the checks look at; all where absent; `unchanged`: what was wrong with the same object before
 *   is a warning
 */
export function* checkPlannedInSteps(
  options: Judges & {
    next: ManifestSet;
    before: ManifestSet;
    platform: Platform;
    tenants?: readonly string[];
    unchanged?: boolean;
  },
): Steps<{ findings: Finding[]; checkedLive: boolean }> {
  const { next, before, platform, schemasOf, live, tenants = [] } = options;
  const kinds = kindsOf(platform);
  const planned = byCluster(next);
  let checkedLive = live !== undefined;
  const findings: Finding[] = [];
  for (const [cluster, objects] of planned) {
    const { schemas, isLive } = schemasOf(cluster);
    checkedLive = checkedLive && isLive;
    for (const object of objects) {
      findings.push(
        ...validate([object], schemas, kinds).map(finding =>
          ofEntry(finding, object, platform),
        ),
      );
      yield;
    }
  }
  if (!live) {
    return { findings, checkedLive };
  }
  const { snapshot, now, checks = [] } = live;
  const scope = { platform, now, checks, scope: { tenants } };
  const known = new Set((yield* checkInSteps(snapshot, scope)).map(keyOf));
  const subjects = new Set(
    [...planned].flatMap(([cluster, objects]) =>
      objects.map(object => refKey(refOf(cluster, object))),
    ),
  );
  const overlay = overlaySnapshot(
    snapshot,
    overlaid(planned, byCluster(before)),
  );
  const found = yield* checkInSteps(overlay, scope);
  return {
    findings: [
      ...findings,
      ...found
        .filter(
          finding =>
            subjects.has(refKey(finding.subject)) ||
            !known.has(keyOf(finding)) ||
            finding.code === 'NotChecked',
        )
        .map(finding =>
          options.unchanged &&
          finding.severity === 'error' &&
          known.has(keyOf(finding))
            ? { ...finding, severity: 'warning' as const }
            : finding,
        ),
    ],
    checkedLive,
  };
}

function byCluster({ files }: ManifestSet): Map<string, KubernetesObject[]> {
  const clusters = new Map<string, KubernetesObject[]>();
  for (const { target, objects } of files) {
    if (target) {
      const list = clusters.get(target.cluster) ?? [];
      list.push(...objects);
      clusters.set(target.cluster, list);
    }
  }
  return clusters;
}

function overlaid(
  planned: ReadonlyMap<string, readonly KubernetesObject[]>,
  gone: ReadonlyMap<string, readonly KubernetesObject[]>,
): PlannedObjects[] {
  return [...new Set([...planned.keys(), ...gone.keys()])].map(cluster => {
    const objects = planned.get(cluster) ?? [];
    const kept = new Set(objects.map(object => refKey(refOf(cluster, object))));
    const removed: ObjectRef[] = (gone.get(cluster) ?? [])
      .map(object => refOf(cluster, object))
      .filter(ref => !kept.has(refKey(ref)));
    return { cluster, objects, removed };
  });
}

function keyOf({ code, subject, field }: Finding): string {
  return `${code}|${refKey(subject)}|${field ?? ''}`;
}
