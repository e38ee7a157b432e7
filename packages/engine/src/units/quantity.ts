const factors: Record<string, number> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A Kubernetes quantity as a number, for comparing: cores for CPU, bytes for memory and storage.
 * NaN for what is none.
 */
export function quantityNumber(quantity: string): number {
  const match =
    /^(\d+(?:\.\d+)?|\.\d+)(?:([eE][+-]?\d+)|([a-zA-Z]{0,2}))$/.exec(quantity);
  if (!match) {
    return Number.NaN;
  }
  const [, digits, exponent, suffix = ''] = match;
  return exponent
    ? Number(digits + exponent)
    : Number(digits) * (factors[suffix] ?? Number.NaN);
}
