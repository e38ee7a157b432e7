import { KubernetesObject } from '../../model';
import { Report } from '../violation';

/**
 * One served version of one kind, ready to check objects.
 *
 * @public
 */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent where the source of the schema does not say. */
  readonly namespaced?: boolean;
  /** Reports what the schema refuses, and returns the object with the API server's defaults. */
  readonly check: (
    object: KubernetesObject,
    report: Report,
  ) => KubernetesObject;
}
