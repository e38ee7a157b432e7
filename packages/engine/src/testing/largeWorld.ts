import { arraySnapshot } from '../snapshot';
import { namespace, platform, route } from './checkWorld';

/** Three clusters with three hundred namespaces each, and a route in every one. */
export function largeWorld() {
  const tenants = Array.from({ length: 300 }, (_, i) => `t${i}`);
  const snapshot = arraySnapshot(
    ['spoke-dev', 'prod', 'hub'].map(cluster => ({
      cluster,
      objects: tenants.flatMap(name => [
        namespace(name, name),
        route(name, [`${name}.dev.example.com`]),
      ]),
      asOf: 1,
    })),
  );
  return { snapshot, options: { platform, now: 1 } };
}
