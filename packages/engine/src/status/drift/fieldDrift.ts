import { FieldDrift, KubernetesObject, NotCompared } from '../../model';
import { Compared, Difference } from './compareObject';
import { driftValue } from './driftValue';
import { pathText } from './fieldPath';
import { ManagedPaths, writerOf } from './managedPaths';
import { valueAt } from './valueAt';

/** What comes of comparing the cluster with what was deployed and with the newest commit. */
export interface Outcome {
  fields: FieldDrift[];
  further: number;
  notCompared: NotCompared[];
}

/** The live object, and who wrote its fields. */
interface Live {
  object: KubernetesObject;
  managers: ManagedPaths | undefined;
}

/** What Git says of the object at one commit, and how the cluster differs from it. */
export interface Side {
  git: KubernetesObject;
  compared: Compared;
}

/**
 * Tells apart what was changed in the cluster from what is not deployed yet. Either side may be missing: without a newest one Git
 * drops the object, without a deployed one it was never brought there, or (`unclear`) nobody can tell.
 */
export function fieldDrift(
  live: Live,
  deployed: Side | undefined,
  newest: Side | undefined,
  isUnclear: boolean,
): Outcome {
  const fields: FieldDrift[] = [];
  const newer = new Map(
    (newest?.compared.differences ?? []).map(each => [
      pathText(each.path),
      each,
    ]),
  );
  const isSame = deployed !== undefined && deployed.git === newest?.git;
  for (const difference of deployed?.compared.differences ?? []) {
    const path = pathText(difference.path);
    const other = newer.get(path);
    newer.delete(path);
    const wanted = isSame ? difference.git : valueOf(newest, difference);
    if (isSame || other !== undefined || wanted === undefined) {
      const isNewer =
        !isSame && newest !== undefined && !sameText(wanted, difference.git);
      fields.push({
        ...toldField(live, difference, 'changed'),
        ...(isNewer
          ? { newest: driftValue(wanted, difference.path, live.object.kind) }
          : {}),
      });
    }
    // Else the cluster holds what the newest commit says: somebody was faster than the sync.
  }
  for (const difference of newer.values()) {
    const kind = isUnclear ? 'unclear' : 'notDeployed';
    fields.push({
      ...toldField(live, difference, kind),
      ...(isUnclear ? {} : atDeployed(live, deployed, difference)),
    });
  }
  const sides = [deployed?.compared, newest?.compared];
  return {
    fields,
    further: Math.max(...sides.map(each => each?.further ?? 0)),
    notCompared: merged(sides.flatMap(each => each?.notCompared ?? [])),
  };
}

function toldField(
  { object, managers }: Live,
  { path, git, live, ignored }: Difference,
  kind: FieldDrift['kind'],
): FieldDrift {
  const writer = writerOf(managers, path, isArgo);
  return {
    kind: ignored ? 'ignored' : kind,
    path: pathText(path),
    git: driftValue(git, path, object.kind),
    cluster: driftValue(live, path, object.kind),
    ...(writer && live !== undefined ? { writer } : {}),
  };
}

/** A later commit changes it: Git's value is then both, what was deployed and what is to come. */
function atDeployed(
  { object }: Live,
  deployed: Side | undefined,
  { path, git, ignored }: Difference,
): Partial<FieldDrift> {
  return deployed && !ignored
    ? {
        git: driftValue(valueAt(deployed.git, path), path, object.kind),
        newest: driftValue(git, path, object.kind),
      }
    : {};
}

function valueOf(side: Side | undefined, { path }: Difference): unknown {
  return side && valueAt(side.git, path);
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Argo CD writes what Git says, so that of two owners it is the other who made the difference. */
function isArgo({ manager }: { manager: string }): boolean {
  return /^argocd/.test(manager);
}

function merged(all: readonly NotCompared[]): NotCompared[] {
  return [...new Map(all.map(each => [each.path, each])).values()];
}
