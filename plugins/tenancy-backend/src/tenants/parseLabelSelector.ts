import type { Selector } from '@groundwork/engine';

/** Longer ones select nothing that runs, and take time to read: anybody can write annotations. */
const LONGEST = 8192;

/** The same of more parts, or of more values in all of them. */
const MOST_PARTS = 100;

const KEY = /^[A-Za-z0-9]([-\w./]*[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-\w.]*[A-Za-z0-9])?)?$/;

type Expression = NonNullable<Selector['matchExpressions']>[number];

/**
 * Reads a label selector as `kubectl -l` takes it: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`.
 *
 * @returns undefined for what is none, an empty one among it: that must never select everything
 */
export function parseLabelSelector(
  text: string | undefined,
): Selector | undefined {
  if (!text || text.length > LONGEST) {
    return undefined;
  }
  const parts = partsOf(text);
  const all = parts.map(expressionOf);
  const allValues = all.flatMap(each => each?.values ?? []);
  if (
    Math.max(parts.length, allValues.length) > MOST_PARTS ||
    !all.every(each => each !== undefined)
  ) {
    return undefined;
  }
  // Snapshots find equal labels at once. A key that is named twice with two values selects nothing.
  const matchLabels = new Map<string, string>();
  const matchExpressions = all.filter(({ key, operator, values = [] }) => {
    if (operator !== 'In' || values.length !== 1 || matchLabels.has(key)) {
      return true;
    }
    matchLabels.set(key, values[0]);
    return false;
  });
  return {
    ...(matchLabels.size > 0
      ? { matchLabels: Object.fromEntries(matchLabels) }
      : {}),
    ...(matchExpressions.length > 0 ? { matchExpressions } : {}),
  };
}

/** Splits at commas that stand in no parentheses. */
function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === ',' && depth === 0) {
      parts.push('');
    } else {
      depth += character === '(' ? 1 : 0;
      depth -= character === ')' ? 1 : 0;
      parts[parts.length - 1] += character;
    }
  }
  return parts.map(part => part.trim());
}

function expressionOf(part: string): Expression | undefined {
  const set = /^(\S+) +(in|notin) *\(([^()]*)\)$/.exec(part);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return checked(set[1], set[2] === 'in' ? 'In' : 'NotIn', values);
  }
  const equation = /^([^=!\s]+) *(==?|!=) *([^=!\s]*)$/.exec(part);
  if (equation) {
    return checked(equation[1], equation[2] === '!=' ? 'NotIn' : 'In', [
      equation[3],
    ]);
  }
  return part.startsWith('!')
    ? checked(part.slice(1).trim(), 'DoesNotExist', [])
    : checked(part, 'Exists', []);
}

function checked(
  key: string,
  operator: Expression['operator'],
  values: readonly string[],
): Expression | undefined {
  return KEY.test(key) && values.every(value => VALUE.test(value))
    ? { key, operator, ...(values.length > 0 ? { values } : {}) }
    : undefined;
}
