import { Platform } from '../../../platform';
import { tierList } from '../../cel';

/**
 * Whether the toleration `x` is one that any pod may have: what the API server adds to all of them (a node that is away, for some time,
 * and memory pressure) in the form it adds it. For ever, or with any effect, a pod would stay where everybody else is taken from.
 *
 * @param seconds - how long at most; without it, as long as the API server is told to say
 */
export function usualToleration(seconds?: number): string {
  return [
    "(has(x.key) && has(x.operator) && x.operator == 'Exists' && has(x.effect) && (",
    `  (x.effect == 'NoExecute' && has(x.tolerationSeconds) &&${
      seconds === undefined ? '' : ` x.tolerationSeconds <= ${seconds} &&`
    }`,
    "    x.key in ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']) ||",
    "  (x.effect == 'NoSchedule' && x.key == 'node.kubernetes.io/memory-pressure')))",
  ].join('\n');
}

/** The taints of the tier, as `kubectl` writes them: `<key>[=<value>][:<effect>]`. */
export function tierTaints({ tiers }: Platform): string {
  return tierList(
    Object.fromEntries(
      Object.entries(tiers).map(([name, { tolerations }]) => [
        name,
        tolerations,
      ]),
    ),
  );
}

/** Whether the toleration `x` is for a taint of the tenant's tier (`variables.taints`). */
export function tierToleration(): string {
  const among = (taint: string) =>
    `(${taint} in variables.taints || (has(x.effect) && ${taint} + ':' + x.effect in variables.taints))`;
  return [
    `(has(x.key) && (${among('x.key')} ||`,
    "  ((!has(x.operator) || x.operator in ['', 'Equal']) &&",
    `    [x.key + '=' + (has(x.value) ? x.value : '')].exists(pair, ${among(
      'pair',
    )}))))`,
  ].join('\n');
}
