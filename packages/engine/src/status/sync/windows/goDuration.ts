const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration as Go reads it, such as `1h30m`, in milliseconds; undefined of what Go refuses. */
export function goDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  if (text.length > 60 || !/^(\d*\.?\d+(ns|us|µs|ms|s|m|h))+$/.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/(\d*\.?\d+)(ns|us|µs|ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * units[unit],
    0,
  );
}
