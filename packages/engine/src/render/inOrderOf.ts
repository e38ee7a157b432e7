/** By environment, in the order given; what is none of them comes last. */
export function inOrderOf(
  environments: readonly string[],
): (
  a: { readonly environment: string },
  b: { readonly environment: string },
) => number {
  const ranks = new Map(environments.map((name, rank) => [name, rank]));
  const rankOf = (name: string) => ranks.get(name) ?? environments.length;
  return (a, b) => rankOf(a.environment) - rankOf(b.environment);
}
