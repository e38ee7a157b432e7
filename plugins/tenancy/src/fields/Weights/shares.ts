import type { WeightedBackend } from './schema';

/** The share of each backend in percent, to one digit; all zero where no weight is above zero. */
export function sharesOf(backends: readonly WeightedBackend[]): number[] {
  const sum = backends.reduce((total, { weight }) => total + weight, 0);
  return backends.map(({ weight }) =>
    sum > 0 ? Math.round((weight / sum) * 1000) / 10 : 0,
  );
}

/** What is wrong with a split, in words; undefined when nothing is. */
export function splitProblem(
  backends: readonly WeightedBackend[],
): string | undefined {
  if (backends.length === 0) {
    return 'A route needs at least one backend';
  }
  if (backends.some(({ service }) => service === '')) {
    return 'Every backend names a Service';
  }
  if (backends.every(({ weight }) => weight === 0)) {
    return 'With all weights at 0 every request is answered with an error';
  }
  const names = backends.map(({ service, port }) => `${service}:${port}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice && `${twice} is there twice`;
}
