import { Cursor } from './Cursor';

const PERCENT = /^(\d+)%$/;

/** The number that stands somewhere, or that of a percentage; undefined where neither does. */
export function percentOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  const match = typeof value === 'string' ? PERCENT.exec(value) : null;
  return match ? Number(match[1]) : undefined;
}

/** Checks an amount of pods: a number from 0 on, or a percentage. */
export function checkBound(bound: Cursor): void {
  bound.within(0, Infinity);
  bound.named(text =>
    PERCENT.test(text) ? undefined : 'must be a number or a percentage',
  );
}
