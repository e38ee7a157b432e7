import type { KubernetesObject } from '../model';
import { fieldsOf, textOf } from '../model/fields';

/** Whether somebody deleted an object that finalizers or what is in it still hold. */
export function isBeingDeleted({
  metadata,
}: Pick<KubernetesObject, 'metadata'>): boolean {
  return textOf(fieldsOf(metadata).deletionTimestamp) !== undefined;
}
