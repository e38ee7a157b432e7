/**
 * With how many cases a property is tried: with so many in every run, and with `CASES` times as many where that is set, as at night.
 */
export function cases(count: number): number {
  const times = Number(process.env.CASES ?? 1);
  if (!Number.isInteger(times) || times < 1) {
    throw new TypeError(
      `CASES is ${process.env.CASES}, and not a whole number above 0`,
    );
  }
  return count * times;
}
