import fc from 'fast-check';
import { PortSet, protocols } from './portSet';

const ports = [1, 2, 3, 4, 79, 80, 81, 65534, 65535];
const port = fc.constantFrom(...ports);
const sets = fc.letrec<{ set: PortSet }>(tie => ({
  set: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(PortSet.all, PortSet.none, PortSet.of('TCP')),
    fc
      .tuple(fc.constantFrom(...protocols, 'ICMP'), port, port)
      .map(([protocol, from, to]) => PortSet.of(protocol, from, to)),
    fc
      .tuple(
        tie('set'),
        tie('set'),
        fc.constantFrom('union', 'intersect', 'subtract'),
      )
      .map(([a, b, operation]) => a[operation](b)),
  ),
})).set;

describe('sets of ports', () => {
  it('hold what sets of single ports hold', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        for (const protocol of [...protocols, 'ICMP']) {
          for (const one of ports) {
            const [left, right] = [a.has(protocol, one), b.has(protocol, one)];
            expect(a.union(b).has(protocol, one)).toBe(left || right);
            expect(a.intersect(b).has(protocol, one)).toBe(left && right);
            expect(a.subtract(b).has(protocol, one)).toBe(left && !right);
          }
        }
        expect(a.subtract(a).isEmpty).toBe(true);
        expect(PortSet.all.subtract(PortSet.none).isAll).toBe(true);
        expect(a.union(PortSet.all).isAll).toBe(true);
        expect(a.isEmpty).toBe(a.ranges().length === 0);
      }),
    );
  });
});
