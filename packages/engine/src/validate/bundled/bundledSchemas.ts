import { KubernetesObject } from '../../model';
import { OpenApiDocument } from '../schema/openApi';
import builtInKinds from './builtInKinds.json';
import customKinds from './customKinds.json';

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
  crds: readonly KubernetesObject[];
} {
  return {
    openapi: [builtInKinds as OpenApiDocument],
    crds: customKinds as unknown as readonly KubernetesObject[],
  };
}
