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
  const directory = tenantDirectory(tenantOf(request), target.environment.name);
  const file = `${request.kind.toLowerCase()}-${request.metadata.name}.yaml`;
  return [
    manifestFile({
      path: `${directory}/${file}`,
      source: requestPath(request),
      environment: target.environment,
      objects,
    }),
    kustomizationFile({ directory, resources: [file], shared: true }),
  ];
}
