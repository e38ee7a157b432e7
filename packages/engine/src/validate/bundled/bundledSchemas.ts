import { KubernetesObject } from '../../model';
import { Definition, readDefinitions } from '../schema/definition';
import { OpenApiDocument } from '../schema/openApi';
import { OtherReleases } from '../schema/otherReleases';
import builtInKinds from './builtInKinds.json';
import customKinds from './customKinds.json';
import otherReleases from './otherReleases.json';

let definitions: readonly Definition[] | undefined;

/**
 * Schemas for where no cluster can be asked: the built-in kinds of Kubernetes 1.36 that tenants use, and the
 * CustomResourceDefinitions of Gateway API v1.6.1 (standard channel), External Secrets v2.9.0 and Argo CD v3.5.1 with
 * all their rules. They say what those releases accept, not what a certain cluster serves: pass what that cluster
 * serves to `schemaSet` instead, where it can be read. Kept out of the package's main entry, for they weigh 400 KB.
 *
 * @public
 */
export function bundledSchemas(): {
  openapi: readonly OpenApiDocument[];
  definitions: readonly Definition[];
  /** What other releases and channels of the definitions take. */
  otherReleases: OtherReleases;
  /** What the definitions were read from. */
  crds: readonly KubernetesObject[];
} {
  const crds = customKinds as unknown as readonly KubernetesObject[];
  definitions ??= readDefinitions(crds);
  return {
    openapi: [builtInKinds as OpenApiDocument],
    definitions,
    otherReleases,
    crds,
  };
}
