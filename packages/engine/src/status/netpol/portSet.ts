/** The protocols that policies speak of. */
export const protocols = ['TCP', 'UDP', 'SCTP'] as const;

const lowest = 1;
const highest = 65535;

type Interval = readonly [from: number, to: number];

/** A set of ports of each protocol; immutable. Its intervals are disjoint, apart and in order. */
export class PortSet {
  readonly #intervals: ReadonlyMap<string, readonly Interval[]>;

  static readonly none = new PortSet(new Map());
  static readonly all = new PortSet(
    new Map(protocols.map(protocol => [protocol, [[lowest, highest]]])),
  );

  private constructor(intervals: ReadonlyMap<string, readonly Interval[]>) {
    this.#intervals = intervals;
  }

  /** The ports from `from` to `to` of one protocol, both included; all of them when no bounds are given, none of a protocol that policies do not speak of. */
  static of(protocol: string, from = lowest, to = highest): PortSet {
    return from > to || !protocols.some(known => known === protocol)
      ? PortSet.none
      : new PortSet(new Map([[protocol, [[from, to]]]]));
  }

  union(other: PortSet): PortSet {
    if (other.isEmpty || this === other || this === PortSet.all) {
      return this;
    }
    if (this.isEmpty || other === PortSet.all) {
      return other;
    }
    const merged = new Map<string, readonly Interval[]>(this.#intervals);
    for (const [protocol, more] of other.#intervals) {
      merged.set(protocol, joined([...(merged.get(protocol) ?? []), ...more]));
    }
    return new PortSet(merged);
  }

  intersect(other: PortSet): PortSet {
    if (this.isEmpty || this === other || other === PortSet.all) {
      return this;
    }
    if (other.isEmpty || this === PortSet.all) {
      return other;
    }
    const common = new Map<string, readonly Interval[]>();
    for (const [protocol, own] of this.#intervals) {
      const both = own.flatMap(([a, b]) =>
        (other.#intervals.get(protocol) ?? []).flatMap(([c, d]) => {
          const [from, to] = [Math.max(a, c), Math.min(b, d)];
          return from <= to ? [[from, to] as const] : [];
        }),
      );
      if (both.length > 0) {
        common.set(protocol, joined(both));
      }
    }
    return new PortSet(common);
  }

  subtract(other: PortSet): PortSet {
    if (this.isEmpty || other.isEmpty) {
      return this;
    }
    if (this === other || other === PortSet.all) {
      return PortSet.none;
    }
    const left = new Map<string, readonly Interval[]>();
    for (const [protocol, own] of this.#intervals) {
      const holes = other.#intervals.get(protocol) ?? [];
      const rest = holes.reduce<readonly Interval[]>(
        (parts, [from, to]) =>
          parts.flatMap(([a, b]) =>
            [
              [a, Math.min(b, from - 1)] as const,
              [Math.max(a, to + 1), b] as const,
            ].filter(([c, d]) => c <= d),
          ),
        own,
      );
      if (rest.length > 0) {
        left.set(protocol, joined(rest));
      }
    }
    return new PortSet(left);
  }

  has(protocol: string, port: number): boolean {
    return (this.#intervals.get(protocol) ?? []).some(
      ([from, to]) => from <= port && port <= to,
    );
  }

  get isEmpty(): boolean {
    return this.#intervals.size === 0;
  }

  get isAll(): boolean {
    return protocols.every(protocol => {
      const [first] = this.#intervals.get(protocol) ?? [];
      return first !== undefined && first[0] <= lowest && first[1] >= highest;
    });
  }

  /** Each interval with its protocol, ordered. */
  ranges(): Array<{ protocol: string; from: number; to: number }> {
    return [...this.#intervals]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([protocol, list]) =>
        list.map(([from, to]) => ({ protocol, from, to })),
      );
  }
}

function joined(intervals: readonly Interval[]): readonly Interval[] {
  const result: Array<[number, number]> = [];
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const last = result[result.length - 1];
    if (last && from <= last[1] + 1) {
      last[1] = Math.max(last[1], to);
    } else {
      result.push([from, to]);
    }
  }
  return result;
}
