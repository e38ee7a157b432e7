import {
  type CustomCheck,
  checkInSteps,
  type Finding,
  kindsOf,
  type KubernetesObject,
  type ManifestSet,
  type ObjectRef,
  overlaySnapshot,
  type PlannedObjects,
  type Platform,
  refKey,
  refOf,
  type Snapshot,
  validate,
} from '@groundwork/engine';
import { inTurns, letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Schemas } from './Schemas';

/**
 * Validates planned objects with the schemas of their clusters, and checks live and planned together.
 * Of what was wrong before, only what concerns a planned object is said, and what could not be checked.
 */
export async function checkPlanned(options: {
  next: ManifestSet;
  before: ManifestSet;
  platform: Platform;
  checks?: readonly CustomCheck[];
  snapshot: Snapshot;
  schemas: Schemas;
  tenant?: string;
}): Promise<{ findings: Finding[]; checkedLive: boolean }> {
  const { next, before, platform, checks, snapshot, schemas, tenant } = options;
  const planned = byCluster(next);
  const gone = byCluster(before);
  let checkedLive = true;
  const findings: Finding[] = [];
  for (const [cluster, objects] of planned) {
    const { schemas: found, isLive } = schemas.of(cluster);
    checkedLive = checkedLive && isLive;
    for (const object of objects) {
      findings.push(...validate([object], found, kindsOf(platform)));
      await letOthers();
    }
  }
  const overlay = overlaySnapshot(snapshot, overlaid(planned, gone));
  const scope = {
    platform,
    now: Date.now(),
    ...(checks ? { checks } : {}),
    scope: { tenants: tenant ? [tenant] : [] },
  };
  const known = new Set(
    (await inTurns(checkInSteps(snapshot, scope))).map(keyOf),
  );
  const subjects = new Set(
    [...planned].flatMap(([cluster, objects]) =>
      objects.map(object => refKey(refOf(cluster, object))),
    ),
  );
  findings.push(
    ...(await inTurns(checkInSteps(overlay, scope))).filter(
      finding =>
        subjects.has(refKey(finding.subject)) ||
        !known.has(keyOf(finding)) ||
        finding.code === 'NotChecked',
    ),
  );
  return { findings, checkedLive };
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
