/**
 * A condition as a controller that follows Gateway API to the letter would write it. Unknown where only the controller, or
 * something that could not be read, decides; `reason` is NotRead then.
 *
 * @public
 */
export interface ComputedCondition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
}

/** Makes a condition. */
export function condition(
  type: string,
  status: ComputedCondition['status'],
  reason: string,
  message = '',
): ComputedCondition {
  return { type, status, reason, message };
}
