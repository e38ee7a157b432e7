import { KubernetesObject, ObjectRef, Snapshot, lastValue } from '../../model';
import { isSame } from './find/syncFindings';
import { Found, environmentOf } from './Found';

/** All findings of a tenant, with the ways to look at what they are about. */
export class World {
  readonly findings: readonly Found[];
  readonly #snapshot: Snapshot;
  readonly #byId: ReadonlyMap<string, Found>;
  readonly #byName = new Map<string, Found[]>();

  constructor(findings: readonly Found[], snapshot: Snapshot) {
    this.findings = findings;
    this.#snapshot = snapshot;
    this.#byId = new Map(findings.map(each => [each.id, each]));
    for (const found of findings) {
      const { ref } = found;
      if (ref) {
        const key = nameKey(environmentOf(found), ref);
        this.#byName.set(key, [...(this.#byName.get(key) ?? []), found]);
      }
    }
  }

  byId(id: string): Found | undefined {
    return this.#byId.get(id);
  }

  /** The findings of an object in an environment, by whatever card tells them. */
  ofObject(
    environment: string | undefined,
    ref: Pick<ObjectRef, 'kind' | 'name' | 'namespace'>,
  ): Found[] {
    return (this.#byName.get(nameKey(environment, ref)) ?? []).filter(found =>
      isSame(ref, found.ref),
    );
  }

  /** An object as it lives, or lived when it was last seen; undefined where it is not there. */
  object(ref: ObjectRef): KubernetesObject | undefined {
    return objectIn(this.#snapshot, ref);
  }
}

/** An object by its reference. */
export function objectIn(
  snapshot: Snapshot,
  { cluster, group, kind, namespace, name }: ObjectRef,
): KubernetesObject | undefined {
  return lastValue(
    snapshot.list({
      cluster,
      group,
      kind,
      ...(namespace === undefined ? {} : { namespace }),
      name,
    }),
  )?.[0];
}

function nameKey(
  environment: string | undefined,
  { kind, name }: Pick<ObjectRef, 'kind' | 'name'>,
): string {
  return `${environment ?? ''}|${kind}|${name}`;
}
