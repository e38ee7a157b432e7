import { ApplicationStatus, KubernetesObject, severityRank } from '../../model';
import { listOf } from '../../model/fields';
import { at } from '../../model/fields';
import { nameOf } from './resource';

/** The Applications below an Application, by name, of those that are the tenant's. */
export function childrenOf(
  { status, metadata }: KubernetesObject,
  own: ReadonlySet<string>,
): string[] {
  const names = listOf(at(status, 'resources')).flatMap(item =>
    item.group === 'argoproj.io' &&
    item.kind === 'Application' &&
    typeof item.name === 'string' &&
    item.name !== metadata.name &&
    own.has(item.name)
      ? [item.name]
      : [],
  );
  return [...new Set(names)].sort();
}

/**
 * Tells trouble once: an Application that is unwell because of one below it refers to that one. Its own objects come first:
 * who has an unwell one besides speaks for itself.
 */
export function toldOnce(
  statuses: readonly ApplicationStatus[],
): ApplicationStatus[] {
  const byName = new Map(statuses.map(each => [each.ref.name, each]));
  const parents = new Map(
    statuses.flatMap(({ ref, children = [] }) =>
      children.map(child => [child, ref.name] as const),
    ),
  );
  return statuses.map(each => {
    const parent = parents.get(each.ref.name);
    const family = { ...each, ...(parent === undefined ? {} : { parent }) };
    const child = causeOf(each, byName);
    return child
      ? {
          ...family,
          cause: child.ref.name,
          why: `Application ${child.ref.name}: ${child.why}`,
          ...(child.fixableBy ? { fixableBy: child.fixableBy } : {}),
        }
      : family;
  });
}

/** The worst of the Applications below it, where that is what its own trouble is about. */
function causeOf(
  parent: ApplicationStatus,
  byName: ReadonlyMap<string, ApplicationStatus>,
): ApplicationStatus | undefined {
  const [worst] = (parent.children ?? [])
    .flatMap(name => byName.get(name) ?? [])
    .filter(({ state }) => state !== 'Healthy')
    .sort((a, b) => severityRank(a.state) - severityRank(b.state));
  if (!worst || parent.state === 'Healthy') {
    return undefined;
  }
  const waits = parent.operation?.waitsFor?.ref;
  if (parent.operation?.phase === 'Running') {
    return waits?.kind === 'Application' ? byName.get(waits.name) : undefined;
  }
  const ownTrouble = parent.troubled.some(
    ({ ref, health, sync }) =>
      !(ref.group === 'argoproj.io' && ref.kind === 'Application') &&
      ((health !== undefined && health !== 'Healthy') || sync !== undefined),
  );
  const isHealth =
    parent.state === parent.health &&
    parent.sync === 'Synced' &&
    (parent.why.startsWith('Argo CD reports ') ||
      (parent.children ?? []).some(name =>
        parent.why.startsWith(nameOf({ kind: 'Application', name })),
      ));
  return isHealth && !ownTrouble ? worst : undefined;
}
