import { FieldSpec, isSelected, visitField } from './fieldSpecs';
import {
  Identity,
  Resource,
  groupOfIdentity,
  identitiesOf,
  identityOf,
  versionOf,
} from './Resource';
import { isClusterWide } from './clusterKinds';
import { Json, JsonObject, isObject } from './json';
import { NameReference } from './nameReferenceFields';

class Fix {
  readonly #referrer: Resource;
  readonly #byOldName: ReadonlyMap<string, readonly Resource[]>;

  constructor(
    referrer: Resource,
    byOldName: ReadonlyMap<string, readonly Resource[]>,
  ) {
    this.#referrer = referrer;
    this.#byOldName = byOldName;
  }

  field(spec: FieldSpec): void {
    visitField(this.#referrer.object, spec, (holder, key) => {
      const value = holder[key];
      if (Array.isArray(value)) {
        holder[key] = value.map(item => this.#item(item, spec, holder));
      } else if (value !== undefined) {
        holder[key] = this.#item(value, spec, holder);
      }
    });
  }

  #item(value: Json, spec: FieldSpec, holder: JsonObject): Json {
    if (isObject(value)) {
      const found =
        typeof value.name === 'string'
          ? this.#find(value.name, spec, holder, value.namespace)
          : undefined;
      if (found) {
        value.name = found.name;
        if (found.namespace !== '') {
          value.namespace = found.namespace;
        }
      }
      return value;
    }
    return typeof value === 'string'
      ? this.#find(value, spec, holder)?.name ?? value
      : value;
  }

  #find(
    name: string,
    { path }: FieldSpec,
    holder: JsonObject,
    namespace?: Json,
  ): Identity | undefined {
    let candidates = (this.#byOldName.get(name) ?? []).filter(
      candidate => this.#isNear(candidate) && this.#fits(candidate, namespace),
    );
    if (path.endsWith('roleRef/name') && typeof holder.kind === 'string') {
      candidates = candidates.filter(
        ({ object }) => object.kind === holder.kind,
      );
    }
    if (candidates.length > 1) {
      candidates = candidates.filter(item => this.#grewAlike(item, true));
    }
    if (candidates.length > 1) {
      candidates = candidates.filter(item => this.#grewAlike(item, false));
    }
    const found = candidates.map(({ object }) => identityOf(object));
    return found.every(item => item.name === found[0].name)
      ? found[0]
      : undefined;
  }

  #fits({ object, previous }: Resource, namespace?: Json): boolean {
    return (
      typeof namespace !== 'string' ||
      [...previous, identityOf(object)].some(
        identity => (identity.namespace || 'default') === namespace,
      )
    );
  }

  #isNear({ object }: Resource): boolean {
    const own = identityOf(this.#referrer.object);
    const other = identityOf(object);
    return (
      isClusterWide(groupOfIdentity(own), own.kind) ||
      isClusterWide(groupOfIdentity(other), other.kind) ||
      other.kind === 'ServiceAccount' ||
      (own.namespace || 'default') === (other.namespace || 'default')
    );
  }

  #grewAlike(other: Resource, allowNone: boolean): boolean {
    const { prefixes, suffixes } = this.#referrer;
    return (
      endsAlike(prefixes, other.prefixes, allowNone) &&
      endsAlike(suffixes, other.suffixes, allowNone)
    );
  }
}

/** Gives references the names that the objects they mean have now. */
export function fixReferences(
  resources: readonly Resource[],
  references: readonly NameReference[],
): void {
  for (const { target, fields } of references) {
    const candidates = resources.filter(resource =>
      identitiesOf(resource).some(identity => isTarget(identity, target)),
    );
    const byOldName = new Map<string, Resource[]>();
    for (const candidate of candidates) {
      const names = new Set(candidate.previous.map(({ name }) => name));
      for (const name of names) {
        byOldName.set(name, [...(byOldName.get(name) ?? []), candidate]);
      }
    }
    if (byOldName.size > 0) {
      for (const referrer of resources) {
        const fix = new Fix(referrer, byOldName);
        fields
          .filter(field => isSelected(field, identityOf(referrer.object)))
          .forEach(field => fix.field(field));
      }
    }
  }
}

function isTarget(
  identity: Identity,
  { kind, group, version }: NameReference['target'],
): boolean {
  return (
    identity.kind === kind &&
    (group ?? groupOfIdentity(identity)) === groupOfIdentity(identity) &&
    (version ?? versionOf(identity)) === versionOf(identity)
  );
}

function endsAlike(
  a: readonly string[],
  b: readonly string[],
  allowNone: boolean,
): boolean {
  if (a.length === 0 || b.length === 0) {
    return allowNone || a.length === b.length;
  }
  const length = Math.min(a.length, b.length);
  return a.slice(-length).join('\n') === b.slice(-length).join('\n');
}
