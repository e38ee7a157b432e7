import {
  KubernetesObject,
  ManifestSet,
  ObjectRef,
  refKey,
  refOf,
} from '../model';

/** An object of a manifest set with where it goes. */
export interface PlacedObject {
  object: KubernetesObject;
  ref: ObjectRef;
  environment: string;
}

/** The objects of a set by environment and reference, whatever file they are in. */
export function placedObjects({
  files,
}: ManifestSet): Map<string, PlacedObject> {
  const placed = new Map<string, PlacedObject>();
  for (const { target, objects } of files) {
    for (const object of target ? objects : []) {
      const environment = target?.environment ?? '';
      const ref = refOf(target?.cluster ?? '', object);
      placed.set(`${environment} ${refKey(ref)}`, { object, ref, environment });
    }
  }
  return placed;
}
