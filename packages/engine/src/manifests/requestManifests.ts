import { KubernetesObject, ManifestFile } from '../model';
import {
  RequestEnvelope,
  requestPath,
  tenantDirectory,
  tenantOf,
} from '../request';
import { kustomizationFile } from './kustomizationFile';
import { manifestFile } from './manifestFile';
import { RenderTarget } from './RenderContext';

/**
 * The files of a tenant's own request in one environment: `<kind>-<name>.yaml` with its objects in apply order,
 * and its line in the directory's kustomization.
 *
 * @public
 */
export function requestManifests(
  request: RequestEnvelope,
  target: RenderTarget,
  objects: readonly KubernetesObject[],
): ManifestFile[] {
  const directory = tenantDirectory(
    tenantOf(request),
    target.environment.name,
    target.platform.layout,
  );
  const file = `${request.kind.toLowerCase()}-${request.metadata.name}.yaml`;
  return [
    manifestFile({
      path: `${directory}/${file}`,
      tree: 'tenants',
      source: requestPath(request, target.platform.layout),
      environment: target.environment,
      objects,
    }),
    kustomizationFile({
      directory,
      tree: 'tenants',
      resources: [file],
      shared: true,
    }),
  ];
}
