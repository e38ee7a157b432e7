import { KubernetesObject, ObjectRef, Snapshot, lastValue } from '../../model';
import { at, fieldsOf } from '../../model/fields';
import { isSame } from './find/syncFindings';
import { Found, environmentOf } from './Found';

/** A workload that does not fare well. */
interface KnownWorkload {
  found: Found;
  /** Labels of its pods. */
  labels: Readonly<Record<string, string>>;
}

/** All findings of a tenant, with the ways to look at what they are about. */
export class World {
  readonly findings: readonly Found[];
  readonly #snapshot: Snapshot;
  readonly #byId: ReadonlyMap<string, Found>;
  readonly #byName = new Map<string, Found[]>();
  #workloads: ReadonlyMap<string, KnownWorkload[]> | undefined;

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

  /** The workloads of a namespace that do not fare well, with the labels of their pods. */
  workloadsIn(
    environment: string,
    namespace: string | undefined,
  ): readonly KnownWorkload[] {
    this.#workloads ??= this.#readWorkloads();
    return this.#workloads.get(`${environment}|${namespace}`) ?? [];
  }

  #readWorkloads(): Map<string, KnownWorkload[]> {
    const found = new Map<string, KnownWorkload[]>();
    for (const each of this.findings) {
      const { status, ref, isWarning, id, environments } = each;
      // Of several findings of one workload the first speaks for it.
      if (status.of === 'workload' && ref && !isWarning && !id.includes('#')) {
        const key = `${environments[0]}|${ref.namespace}`;
        const labels = podLabelsOf(this.object(ref));
        found.set(key, [...(found.get(key) ?? []), { found: each, labels }]);
      }
    }
    return found;
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

function podLabelsOf(
  workload: KubernetesObject | undefined,
): Record<string, string> {
  const labels = at(workload?.spec, 'template', 'metadata', 'labels');
  return Object.fromEntries(
    Object.entries(fieldsOf(labels)).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
}
