import { KindRegistry } from '../kinds';
import { Finding, ManifestSet, ObjectRef } from '../model';
import { type PlacedObject, placedObjects } from './placedObjects';
import { providedBy, referencesOf } from '../snapshot/references';

/**
 * An object that a change takes away from an environment.
 *
 * @public
 */
export interface Removal {
  /** Names it when it is confirmed: `<environment>/<kind>/<name>`. */
  id: string;
  environment: string;
  ref: ObjectRef;
  /** What of the tenant's other objects there refers to it, as `HTTPRoute shop`. */
  dependents: string[];
  confirmed: boolean;
}

/**
 * What a change takes away, with what depends on it. An object that only moves to another file stays.
 *
 * @param present - what Git holds
 * @param next - what it will hold of it
 * @param rest - what the tenant's other requests render to
 * @param confirmed - ids of removals that the user has confirmed
 * @param kinds - what objects make, and what of it goes with them
 */
export function removalsOf(options: {
  present: ManifestSet;
  next: ManifestSet;
  rest: ManifestSet;
  confirmed: ReadonlySet<string>;
  kinds: KindRegistry;
}): Removal[] {
  const { present, next, rest, confirmed, kinds } = options;
  const kept = placedObjects(next);
  const gone = [...placedObjects(present)].filter(([key]) => !kept.has(key));
  if (gone.length === 0) {
    return [];
  }
  const users = [...kept.values(), ...placedObjects(rest).values()].map(
    user => ({ user, refers: referencesOf(user.object) }),
  );
  return gone.map(([, { object, ref, environment }]) => {
    const id = `${environment}/${ref.kind}/${ref.name}`;
    const provided = providedBy(object, kinds);
    const dependents = users
      .filter(
        ({ user, refers }) =>
          isBeside(user, { ref, environment }) &&
          provided.some(name => refers.has(name)),
      )
      .map(({ user }) => `${user.ref.kind} ${user.ref.name}`);
    return {
      id,
      environment,
      ref,
      dependents: [...new Set(dependents)].sort(),
      confirmed: confirmed.has(id),
    };
  });
}

function isBeside(
  { ref, environment }: PlacedObject,
  gone: Pick<PlacedObject, 'ref' | 'environment'>,
): boolean {
  return (
    environment === gone.environment &&
    ref.cluster === gone.ref.cluster &&
    ref.namespace === gone.ref.namespace
  );
}

/**
 * `RemovalNotConfirmed`: an error for each environment that would lose something nobody confirmed.
 */
export function unconfirmed(
  removals: readonly Removal[],
  subject: ObjectRef,
): Finding[] {
  const byEnvironment = new Map<string, Removal[]>();
  for (const removal of removals) {
    if (!removal.confirmed) {
      const list = byEnvironment.get(removal.environment) ?? [];
      byEnvironment.set(removal.environment, [...list, removal]);
    }
  }
  return [...byEnvironment].map(([environment, list]) => ({
    code: 'RemovalNotConfirmed',
    severity: 'error',
    subject,
    message: `This removes from ${environment}: ${list
      .map(({ ref }) => `${ref.kind} ${ref.name}`)
      .join(', ')}.${usedBy(list)}`,
    fix: 'Confirm the removal if you want it. Otherwise go back and undo the change that causes it.',
    fixableBy: 'tenant',
    evidence: [],
  }));
}

function usedBy(removals: readonly Removal[]): string {
  const users = new Set(removals.flatMap(({ dependents }) => dependents));
  return users.size === 0 ? '' : ` Still used by ${[...users].join(', ')}.`;
}
