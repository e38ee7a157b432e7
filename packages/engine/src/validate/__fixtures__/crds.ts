import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { KubernetesObject } from '../../model';

/** Released bundles whose CustomResourceDefinitions lie beside this file, without descriptions and status schemas. */
export type Bundle =
  | 'gateway-api-v1.6.1-standard'
  | 'gateway-api-v1.6.1-experimental'
  | 'gateway-api-v1.4.1-standard'
  | 'external-secrets-v2.9.0'
  | 'argo-cd-v3.5.1';

/** The CustomResourceDefinitions of some bundles, as a cluster with them returns them. */
export function crdsOf(...bundles: Bundle[]): KubernetesObject[] {
  return bundles.flatMap(bundle => {
    const folder = join(__dirname, 'crds', bundle);
    return readdirSync(folder).map(
      file =>
        JSON.parse(
          readFileSync(join(folder, file), 'utf8'),
        ) as KubernetesObject,
    );
  });
}
