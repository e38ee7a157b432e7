/**
 * The largest whole number above `from` and below `to` that fits, where all that are less do too; `from` if there is none.
 */
export function mostThatFits(
  from: number,
  to: number,
  fits: (value: number) => boolean,
): number {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
