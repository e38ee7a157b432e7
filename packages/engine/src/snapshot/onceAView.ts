import { ClusterView } from './clusterView';

/** Makes something for a view under a key, or gives what was made for it before: a view looks at one moment. */
export function onceAView<T>(): (
  view: ClusterView,
  key: string,
  make: () => T,
) => T {
  const made = new WeakMap<ClusterView, Map<string, { of: T }>>();
  return (view, key, make) => {
    const known = made.get(view) ?? new Map<string, { of: T }>();
    made.set(view, known);
    const found = known.get(key) ?? { of: make() };
    known.set(key, found);
    return found.of;
  };
}
