/** A connection between workloads, or between one and addresses outside. */
export interface AddressLine {
  source: string | AddressRange;
  target: string | AddressRange;
  ports: string;
}

interface AddressRange {
  from: number;
  to: number;
}

/**
 * Connections by pair of ends. Neighbouring ranges with the same answer become one, as different tools cut the outside
 * differently.
 */
export function joinRanges(lines: readonly AddressLine[]): Map<string, string> {
  const joined = new Map<string, string>();
  const groups = new Map<string, { ports: string; ranges: AddressRange[] }>();
  for (const { source, target, ports } of lines) {
    const range = [source, target].find(
      (end): end is AddressRange => typeof end !== 'string',
    );
    const pair = `${nameOf(source)} => ${nameOf(target)}`;
    if (range) {
      const key = `${pair} : ${ports}`;
      const group = groups.get(key) ?? { ports, ranges: [] };
      group.ranges.push(range);
      groups.set(key, group);
    } else {
      joined.set(pair, ports);
    }
  }
  for (const [key, { ports, ranges }] of groups) {
    for (const { from, to } of merge(ranges)) {
      joined.set(`${key.split(' : ')[0].replace('*', `${from}-${to}`)}`, ports);
    }
  }
  return joined;
}

function nameOf(end: AddressLine['source']): string {
  return typeof end === 'string' ? end : '*';
}

function merge(ranges: readonly AddressRange[]): AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    // Pods of one workload give the same lines.
    if (last && range.from <= last.to + 1) {
      last.to = Math.max(last.to, range.to);
    } else {
      merged.push({ ...range });
    }
  }
  return merged;
}
