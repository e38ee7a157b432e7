import { KubernetesObject, groupOf } from '../model';
import { KindDescriptor } from './KindDescriptor';

/**
 * The kinds that Groundwork knows, with what is derived from them. A value that never changes: `withKinds` makes another.
 *
 * @public
 */
export class KindRegistry {
  /** The kinds that statuses and checks read. Secrets are never among them. */
  readonly watched: readonly KindDescriptor[];
  /** The kinds that teams own, by group and name. */
  readonly ofTeams: readonly KindDescriptor[];
  /** The kinds that the platform keeps in the namespaces of tenants, by group and name. */
  readonly ofPlatform: readonly KindDescriptor[];
  readonly #byKey: ReadonlyMap<string, KindDescriptor>;

  /** @param all - each kind once; `withKinds` refuses the others */
  constructor(readonly all: readonly KindDescriptor[]) {
    this.#byKey = new Map(all.map(kind => [keyOf(kind), kind]));
    this.watched = all.filter(({ watched }) => watched);
    this.ofTeams = sorted(all.filter(({ writer }) => writer === 'tenant'));
    this.ofPlatform = sorted(
      all.filter(
        ({ writer, guarded, team }) =>
          writer === 'platform' && guarded && team?.may === 'read',
      ),
    );
  }

  /** The kind of that name, whichever version. */
  find(group: string, kind: string): KindDescriptor | undefined {
    return this.#byKey.get(keyOf({ group, kind }));
  }

  /** The kind of an object. */
  of({ apiVersion, kind }: KubernetesObject): KindDescriptor | undefined {
    return typeof apiVersion === 'string'
      ? this.find(groupOf(apiVersion), kind)
      : undefined;
  }
}

/** What names a kind. */
export function keyOf({
  group,
  kind,
}: Pick<KindDescriptor, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}

/** The name of a kind in RBAC and quotas: `httproutes.gateway.networking.k8s.io`, and `services` for the core group. */
export function resourceOf({
  group,
  plural,
}: Pick<KindDescriptor, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

function sorted(kinds: readonly KindDescriptor[]): readonly KindDescriptor[] {
  return [...kinds].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
