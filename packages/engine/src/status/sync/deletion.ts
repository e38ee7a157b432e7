import { textsOf, timeOf } from '../../model/fields';
import { Application } from './application';
import { JudgedResource } from './health';

/** An Application that is being deleted, with what of it is still there. */
export interface Deletion {
  since?: number;
  finalizers: readonly string[];
  /** Objects that live still, those that are being deleted first. Empty where nothing of the cluster is known. */
  remaining: readonly JudgedResource[];
}

/** What is known of an Application's deletion; undefined where nobody deletes it. */
export function deletionOf(
  { object: { metadata } }: Application,
  resources: readonly JudgedResource[],
): Deletion | undefined {
  if (metadata.deletionTimestamp === undefined) {
    return undefined;
  }
  const finalizers = textsOf(metadata.finalizers);
  const takesObjects = finalizers.some(each =>
    each.startsWith('resources-finalizer.argocd.argoproj.io'),
  );
  return {
    since: timeOf(metadata.deletionTimestamp),
    finalizers,
    remaining: takesObjects
      ? resources
          .filter(({ live }) => live !== undefined)
          .sort((a, b) => Number(isGoing(b)) - Number(isGoing(a)))
      : [],
  };
}

/** Whether an object is on its way out. */
export function isGoing({ live }: JudgedResource): boolean {
  return live?.metadata.deletionTimestamp !== undefined;
}
