import { KubernetesObject } from '../../model';
import { at, listOf, numberOf, textOf } from '../../model/fields';
import { Condition, conditionOf } from '../conditions';
import { controllerText } from '../controllerText';

/** The reason of what waits for another one. */
export const WAITS = 'DependencyNotReady';

const SUCCESS = 'ReconciliationSucceeded';

/** What went wrong, and since when where that can be told. */
export interface Failure {
  reason: string;
  message: string;
  since?: number;
}

/** Ready as Flux says it, in the field's words. */
export function nativeOf(object: KubernetesObject): string[] {
  const ready = conditionOf(object, 'Ready');
  return ready ? [`Ready ${ready.status}`, ready.reason].filter(Boolean) : [];
}

/** Whether what it says is of its present spec. */
export function isCurrent({ metadata, status }: KubernetesObject): boolean {
  const observed = numberOf(at(status, 'observedGeneration'));
  return (
    typeof metadata.generation !== 'number' ||
    observed === undefined ||
    observed >= metadata.generation
  );
}

/**
 * What failed, if anything did: Ready mirrors another condition, and once a failed release is rolled back that is the one that says
 * so. What it was rolled back for is told by Released or TestSuccess.
 */
export function failureOf(object: KubernetesObject): Failure | undefined {
  const of = (type: string) => conditionOf(object, type);
  const [ready, stalled] = [of('Ready'), of('Stalled')];
  const unready = ready?.status === 'False' ? ready : undefined;
  const said = stalled?.status === 'True' ? stalled : unready;
  if (!said) {
    return undefined;
  }
  const mirrored = [of('Remediated'), stalled].some(
    each => each !== undefined && each.message === said.message,
  );
  return toldBy((mirrored && failedRelease(object)) || said, object);
}

/** What failed the last time, of one that is being tried again: Ready is Unknown meanwhile, however often it fails. */
export function formerFailureOf(object: KubernetesObject): Failure | undefined {
  if (object.kind === 'HelmRelease') {
    // Tests that failed may be ignored; where they are not Ready says so in the end.
    const release = conditionOf(object, 'Released');
    return release?.status === 'False' ? toldBy(release, object) : undefined;
  }
  const healthy = conditionOf(object, 'Healthy');
  if (healthy?.status === 'False') {
    return toldBy(healthy, object);
  }
  const last = lastEnd(object);
  return last === undefined || last === SUCCESS || last === 'Progressing'
    ? undefined
    : { reason: last, message: `its last reconciliation ended with ${last}` };
}

/** Whether nothing new is applied by one that is being looked at again, as happens at each interval. */
export function isOnlyLookedAt(object: KubernetesObject): boolean {
  const { kind, status } = object;
  if (!isCurrent(object)) {
    return false;
  }
  if (kind === 'HelmRelease') {
    return conditionOf(object, 'Ready')?.status === 'True';
  }
  const applied = textOf(at(status, 'lastAppliedRevision'));
  return (
    applied !== undefined &&
    applied === textOf(at(status, 'lastAttemptedRevision')) &&
    lastEnd(object) === SUCCESS
  );
}

/** A span of time of the spec as Go writes it, in milliseconds; undefined where there is none. */
export function spanOf(
  { spec }: KubernetesObject,
  name: 'interval' | 'timeout',
): number | undefined {
  const parts = [
    ...(textOf(at(spec, name)) ?? '')
      .slice(0, 50)
      .matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g),
  ];
  const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };
  return parts.length > 0
    ? parts.reduce(
        (sum, [, count, unit]) => sum + Number(count) * (units[unit] ?? 1),
        0,
      )
    : undefined;
}

/** How the reconciliation before this one ended: `status.history` of Kustomizations since Flux 2.7. */
function lastEnd({ status }: KubernetesObject): string | undefined {
  return textOf(listOf(at(status, 'history'))[0]?.lastReconciledStatus);
}

function failedRelease(object: KubernetesObject): Condition | undefined {
  return ['Released', 'TestSuccess']
    .flatMap(type => conditionOf(object, type) ?? [])
    .filter(({ status }) => status === 'False')
    .sort((a, b) => (b.since ?? 0) - (a.since ?? 0))[0];
}

function toldBy(
  { type, reason, message, since }: Condition,
  { kind }: KubernetesObject,
): Failure {
  // Each try turns Ready of a Kustomization to Unknown and back, but where it waits for another one.
  const isSteady =
    kind === 'HelmRelease' || type !== 'Ready' || reason === WAITS;
  return {
    reason,
    message: controllerText(message) || reason || 'Flux calls it not ready',
    ...(isSteady && since !== undefined ? { since } : {}),
  };
}
