import { KubernetesObject, groupOf } from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { Json, JsonObject } from './json';

/** What identifies an object at one moment of a build. */
export interface Identity {
  apiVersion: string;
  kind: string;
  name: string;
  namespace: string;
}

/** An object on its way through a build. It is changed in place. */
export interface Resource {
  object: JsonObject;
  /** Where it stands, or the Kustomization that makes it. */
  place: Place;
  /** Patches that changed it, and where their content stands. */
  patches: Place[];
  /** Every identity it had, the oldest first. */
  previous: Identity[];
  prefixes: string[];
  suffixes: string[];
  /** Whether its name ends with a hash of its content. */
  hashed: boolean;
}

export function identityOf(object: JsonObject): Identity {
  const metadata = objectAt(object, 'metadata');
  return {
    apiVersion: textAt(object, 'apiVersion'),
    kind: textAt(object, 'kind'),
    name: textAt(metadata, 'name'),
    namespace: textAt(metadata, 'namespace'),
  };
}

/** All identities of a resource, with the one it has now. */
export function identitiesOf(resource: Resource): Identity[] {
  return [...resource.previous, identityOf(resource.object)];
}

/** Keeps the identity a resource has now, before something changes it. */
export function remember(resource: Resource): void {
  const now = identityOf(resource.object);
  if (!resource.previous.some(old => isSame(old, now))) {
    resource.previous.push(now);
  }
}

/** Whether two identities are one object's; the namespace `default` is the one that nobody writes. */
export function isSame(a: Identity, b: Identity): boolean {
  const space = ({ namespace }: Identity) =>
    namespace === 'default' ? '' : namespace;
  return (
    a.apiVersion === b.apiVersion &&
    a.kind === b.kind &&
    a.name === b.name &&
    space(a) === space(b)
  );
}

export function groupOfIdentity({ apiVersion }: Identity): string {
  return groupOf(apiVersion);
}

export function versionOf({ apiVersion }: Identity): string {
  return apiVersion.split('/').pop() ?? '';
}

export function newResource(object: KubernetesObject, place: Place): Resource {
  return {
    // What an alias repeats is one value in many places: each gets its own.
    object: JSON.parse(JSON.stringify(object)),
    place,
    patches: [],
    previous: [],
    prefixes: [],
    suffixes: [],
    hashed: false,
  };
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value: Json | undefined = object[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

function textAt(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}
