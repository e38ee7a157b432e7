import { ManifestFile } from '../../model';
import { kustomizationFile } from '../../render/kustomizationFile';
import { manifestFile } from '../../render/manifestFile';
import { RenderContext } from '../../render/RenderContext';
import { renderTargets } from '../../render/renderTargets';
import {
  platformDirectory,
  requestPath,
  tenantDirectory,
} from '../../request/paths';
import { namespaceObject } from './namespaceObject';
import { TenantRequest } from './request';

/**
 * Renders a tenant: per environment its `cluster` and `argocd` directories of the platform tree,
 * and the directory of its own tree that its Application syncs.
 *
 * @public
 */
export function renderTenant(
  request: TenantRequest,
  context: RenderContext,
): readonly ManifestFile[] {
  const tenant = request.metadata.name;
  const source = requestPath(request);
  return renderTargets(
    context,
    request.spec.environments,
    'spec.environments',
  ).flatMap(target => {
    const cluster = platformDirectory(
      tenant,
      target.environment.name,
      'cluster',
    );
    return [
      manifestFile({
        path: `${cluster}/namespace.yaml`,
        source,
        environment: target.environment,
        objects: [namespaceObject(request, target, context)],
      }),
      kustomizationFile({ directory: cluster, resources: ['namespace.yaml'] }),
      kustomizationFile({
        directory: tenantDirectory(tenant, target.environment.name),
        resources: [],
        shared: true,
      }),
    ];
  });
}
