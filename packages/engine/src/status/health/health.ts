import { KubernetesObject } from '../../model';

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

/** The rule of one kind. */
export type HealthRule = (object: KubernetesObject) => Health;

/** A health; what is no text counts as no message. */
export function health(status: HealthStatus, message?: unknown): Health {
  return { status, message: typeof message === 'string' ? message : '' };
}
