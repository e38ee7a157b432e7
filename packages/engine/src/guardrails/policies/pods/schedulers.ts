import { Environment } from '../../../platform';
import { celList } from '../../cel';

/**
 * Whether the pod at `path` is left to a scheduler that the environment has for everybody. Another one need not heed taints,
 * and one that nobody runs lets the pod wait for ever.
 */
export function usualScheduler(
  path: string,
  { schedulers }: Environment,
): string {
  return `(!has(${path}.schedulerName) || ${path}.schedulerName in ${celList([
    '',
    'default-scheduler',
    ...schedulers,
  ])})`;
}
