import { at, textOf } from '../model/fields';

/** The older way to name the storage class of a claim. */
export const STORAGE_CLASS_ANNOTATION =
  'volume.beta.kubernetes.io/storage-class';

/**
 * The storage class of a claim, or of a template of claims: Kubernetes reads the annotation first, even an empty one
 * (GetPersistentVolumeClaimClass).
 *
 * @returns undefined where it names none
 */
export function storageClassOf(claim: unknown): string | undefined {
  return (
    textOf(at(claim, 'metadata', 'annotations', STORAGE_CLASS_ANNOTATION)) ??
    textOf(at(claim, 'spec', 'storageClassName'))
  );
}
