import { Place } from '../checkout/Manifest';
import {
  Identity,
  Resource,
  identitiesOf,
  identityOf,
  isSame,
} from './Resource';
import { JsonObject, isObject } from './json';
import { fails } from './problems';

/** The identities of what a list holds now; the namespace `default` is the one that nobody writes. */
export function identitiesIn(resources: readonly Resource[]): Set<string> {
  return new Set(resources.map(({ object }) => keyOf(identityOf(object))));
}

function keyOf({ apiVersion, kind, name, namespace }: Identity): string {
  const space = namespace === 'default' ? '' : namespace;
  return JSON.stringify([apiVersion, kind, name, space]);
}

/** Adds a resource; Kustomize refuses a second one of the same kind, name and namespace. */
export function append(
  resources: Resource[],
  there: Set<string>,
  resource: Resource,
  place: Place,
): void {
  const identity = identityOf(resource.object);
  const key = keyOf(identity);
  if (there.has(key)) {
    throw fails(
      place,
      `${identity.kind} ${identity.name} is there already, and Kustomize takes each object once`,
    );
  }
  there.add(key);
  resources.push(resource);
}

/** Adds what a generator makes: anew, or in place of, or merged into, one that is there. */
export function absorb(
  resources: Resource[],
  made: Resource,
  behavior: string | undefined,
  place: Place,
): void {
  const identity = identityOf(made.object);
  const there = resources.findIndex(other =>
    identitiesOf(other).some(old => isSame(old, identity)),
  );
  const changes = behavior === 'merge' || behavior === 'replace';
  if (there < 0) {
    if (changes) {
      throw fails(
        place,
        `there is no ${identity.kind} ${identity.name} to ${behavior}`,
      );
    }
    resources.push(made);
    return;
  }
  if (!changes) {
    throw fails(place, `${identity.kind} ${identity.name} is there already`);
  }
  const old = resources[there];
  if (behavior === 'merge') {
    for (const field of ['data', 'binaryData', 'stringData']) {
      mergeMap(old.object, made.object, field);
    }
  }
  mergeMap(metadataOf(old.object), metadataOf(made.object), 'labels');
  mergeMap(metadataOf(old.object), metadataOf(made.object), 'annotations');
  const { name, namespace } = metadataOf(old.object);
  Object.assign(
    metadataOf(made.object),
    { name },
    namespace === undefined ? {} : { namespace },
  );
  resources[there] = {
    ...made,
    previous: old.previous,
    prefixes: old.prefixes,
    suffixes: old.suffixes,
    hashed: made.hashed,
  };
}

function mergeMap(from: JsonObject, to: JsonObject, field: string): void {
  const [old, own] = [from[field], to[field]];
  if (isObject(old)) {
    to[field] = { ...old, ...(isObject(own) ? own : {}) };
  }
}

function metadataOf(object: JsonObject): JsonObject {
  return isObject(object.metadata) ? object.metadata : {};
}
