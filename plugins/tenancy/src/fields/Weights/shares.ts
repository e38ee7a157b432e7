import type { FormTexts } from '../../translations/forms';
import type { WeightedBackend } from './schema';

/** What a port or a weight is while something else is written there. */
export const NOT_A_NUMBER = -1;
/** The ports that a Service may have. */
export const PORTS = [1, 65_535] as const;
/** The weights that the Gateway API takes. */
export const WEIGHTS = [0, 1_000_000] as const;

/** The ends of a range for a text. */
export function rangeWords([min, max]: readonly [number, number]) {
  return { min: String(min), max: String(max) };
}

/** The share of each backend in percent, to one digit; all zero where no weight is above zero. */
export function sharesOf(backends: readonly WeightedBackend[]): number[] {
  const weights = backends.map(({ weight }) => Math.max(weight, 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map(weight =>
    sum > 0 ? Math.round((weight / sum) * 1000) / 10 : 0,
  );
}

/** What is wrong with a split, in words; undefined when nothing is. */
export function splitProblem(
  backends: readonly WeightedBackend[],
  t: FormTexts,
): string | undefined {
  if (backends.length === 0) {
    return t('weights.atLeastOne');
  }
  if (backends.some(({ service }) => service === '')) {
    return t('weights.nameAll');
  }
  if (backends.some(({ port }) => !isWithin(port, PORTS))) {
    return t('weights.port', rangeWords(PORTS));
  }
  if (backends.some(({ weight }) => !isWithin(weight, WEIGHTS))) {
    return t('weights.weight', rangeWords(WEIGHTS));
  }
  if (backends.every(({ weight }) => weight === 0)) {
    return t('weights.allZero');
  }
  const names = backends.map(({ service, port }) => `${service}:${port}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice && t('shared.twice', { name: twice });
}

function isWithin(value: number, [least, most]: readonly [number, number]) {
  return Number.isInteger(value) && value >= least && value <= most;
}
