import type { YamlLimits } from '../yaml';

/**
 * The first limit that plain data passes, undefined where it keeps within all. It looks at no more than the limits allow,
 * and does not call itself, so that depth can't exhaust the stack.
 *
 * @public
 */
export function passedLimit(
  value: unknown,
  limits: YamlLimits,
): keyof YamlLimits | undefined {
  const rest: Array<{ value: unknown; depth: number }> = [{ value, depth: 0 }];
  let nodes = 0;
  let characters = 0;
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value: current, depth } = next;
    nodes += 1;
    if (typeof current === 'string') {
      characters += current.length;
    } else if (typeof current === 'object' && current !== null) {
      if (depth >= limits.depth) {
        return 'depth';
      }
      const isList = Array.isArray(current);
      const keys = Object.keys(current);
      nodes += isList ? 0 : keys.length;
      if (nodes + keys.length > limits.nodes) {
        return 'nodes';
      }
      for (const key of keys) {
        characters += isList ? 0 : key.length;
        rest.push({
          value: (current as Record<string, unknown>)[key],
          depth: depth + 1,
        });
      }
    }
    if (nodes > limits.nodes) {
      return 'nodes';
    }
    if (characters > limits.characters) {
      return 'characters';
    }
  }
  return undefined;
}
