import { readFileSync } from 'fs';
import { join } from 'path';
import { KubernetesObject } from '../../model';
import { bundledSchemas } from '../bundled';

/**
 * Gateway API releases as a cluster has them: v1.6.1 in both channels, and an older one. Those that are not bundled
 * with the engine lie beside this file, packed by scripts/compactCrds.ts from kubernetes-sigs/gateway-api (Apache-2.0).
 */
export type GatewayRelease =
  | 'v1.6.1-standard'
  | 'v1.6.1-experimental'
  | 'v1.4.1-standard';

/** All CustomResourceDefinitions of a cluster with this Gateway API, External Secrets v2.9.0, Argo CD v3.5.1 and KEDA v2.20.2. */
export function crdsOf(release: GatewayRelease): readonly KubernetesObject[] {
  const { crds } = bundledSchemas();
  if (release === 'v1.6.1-standard') {
    return crds;
  }
  const file = join(__dirname, `gateway-api-${release}.json`);
  return [
    ...crds.filter(crd => !crd.metadata.name.includes('gateway.networking')),
    ...(JSON.parse(readFileSync(file, 'utf8')) as KubernetesObject[]),
  ];
}
