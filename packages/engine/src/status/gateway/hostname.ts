/**
 * The hostnames that a listener and a route have in common, by Gateway API's rules. An empty side stands for all
 * names; `*.example.com` covers one or more labels, never `example.com` itself; of a wildcard and a name under it
 * the narrower one remains. Undefined when nothing is common; an empty list when both sides take all names.
 */
export function commonHostnames(
  listener: string | undefined,
  route: readonly string[],
): string[] | undefined {
  if (route.length === 0) {
    return listener ? [listener.toLowerCase()] : [];
  }
  if (!listener) {
    return route.map(name => name.toLowerCase());
  }
  const common = route.flatMap(name => narrower(name, listener) ?? []);
  return common.length > 0 ? common : undefined;
}

function narrower(left: string, right: string): string | undefined {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  if (covers(a, b)) {
    return b;
  }
  return covers(b, a) ? a : undefined;
}

/** Whether every name that `name` stands for is one that `pattern` takes. */
export function covers(pattern: string, name: string): boolean {
  if (pattern === name) {
    return true;
  }
  return (
    pattern.startsWith('*.') &&
    name.endsWith(pattern.slice(1)) &&
    name.length > pattern.length - 1
  );
}
