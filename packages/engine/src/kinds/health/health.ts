import { KubernetesObject } from '../../model';
import { Unreadable } from './unreadable';

/**
 * Health of one object in Argo CD's words.
 *
 * @public
 */
export type HealthStatus =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Suspended'
  | 'Unknown';

/**
 * Health of one object with its reason; `message` is empty when the rule gives none.
 *
 * @public
 */
export interface Health {
  status: HealthStatus;
  message: string;
}

/**
 * The rule of one kind; undefined where it says nothing. It throws where Argo CD's own fails on the object: the health is
 * Unknown then.
 *
 * @public
 */
export type HealthRule = (object: KubernetesObject) => Health | undefined;

/** A health. A message that is absent counts as none; one that is no text is what Argo CD cannot take over. */
export function health(status: HealthStatus, message?: unknown): Health {
  if (
    message !== undefined &&
    message !== null &&
    typeof message !== 'string'
  ) {
    throw new Unreadable('a message is not text');
  }
  return { status, message: message ?? '' };
}
