import fc from 'fast-check';

/** Pauses of self-heal, each environment once at most. */
export function selfHealPauses(
  environments: readonly string[],
): fc.Arbitrary<Array<{ environment: string; until: string }>> {
  return fc.subarray([...environments]).chain(names =>
    fc.tuple(
      ...names.map(environment =>
        fc.record({
          environment: fc.constant(environment),
          until: fc.constantFrom('2026-11-30T18:00Z', '2027-01-01T00:00:30Z'),
        }),
      ),
    ),
  );
}
