const NANOS: Readonly<Record<string, number>> = {
  h: 3600e9,
  m: 60e9,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ns: 1,
};

/** The longest duration, some 292 years, in nanoseconds. */
const LONGEST = 2n ** 63n - 1n;

/**
 * The nanoseconds of a duration as Go's `time.ParseDuration` reads it: `1h30m`, `-1.5s`, or a bare `0`; undefined for any other text.
 * The durations of Gateway API (GEP-2257) are some of these.
 */
export function durationNanos(text: string): bigint | undefined {
  // No duration that Go takes needs so many characters, and the pattern below would take long over them.
  const match = text.length > 100 ? null : /^([+-]?)(.+)$/s.exec(text);
  const rest = match?.[2] ?? '';
  if (rest === '0') {
    return 0n;
  }
  const terms = [...rest.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
  if (terms.length === 0 || terms.map(t => t[0]).join('') !== rest) {
    return undefined;
  }
  let nanos = 0n;
  for (const [, number, unit] of terms) {
    const [whole, fraction = ''] = number.split('.');
    nanos += BigInt(whole || '0') * BigInt(NANOS[unit]);
    nanos += BigInt(Math.trunc(Number(`0.${fraction || '0'}`) * NANOS[unit]));
  }
  if (nanos > LONGEST) {
    return undefined;
  }
  return match?.[1] === '-' ? -nanos : nanos;
}

/** The same in milliseconds, for reckoning with times of day. */
export function durationMillis(text: string): number | undefined {
  const nanos = durationNanos(text);
  return nanos === undefined ? undefined : Number(nanos) / 1e6;
}
