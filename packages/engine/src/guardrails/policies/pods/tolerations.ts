import { Platform } from '../../../platform';
import { anyTier, celString } from '../../cel';

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

/** Whether the toleration `x` is for a taint of the tenant's tier. */
export function tierToleration(platform: Platform): string {
  return anyTier(
    Object.fromEntries(
      Object.entries(platform.tiers).map(([name, { tolerations }]) => [
        name,
        tolerations.length === 0
          ? 'false'
          : tolerations.map(tolerates).join(' || '),
      ]),
    ),
  );
}

/** A taint as `kubectl` writes it: `<key>[=<value>][:<effect>]`. */
function tolerates(taint: string): string {
  const [pair, effect] = taint.split(':');
  const [key, value] = pair.split('=');
  return `(${[
    `has(x.key) && x.key == ${celString(key)}`,
    ...(value === undefined
      ? []
      : [
          "(!has(x.operator) || x.operator in ['', 'Equal'])",
          `(has(x.value) ? x.value : '') == ${celString(value)}`,
        ]),
    ...(effect === undefined
      ? []
      : [`has(x.effect) && x.effect == ${celString(effect)}`]),
  ].join(' && ')})`;
}
