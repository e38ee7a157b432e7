import { applicationUrl } from '../../argocd';
import { Environment } from '../../platform';
import { projectName } from './checkTenantName';

/**
 * The page of a tenant's own Application in the Argo CD of an environment, also before it is there; undefined where the platform
 * does not say where Argo CD's web interface is.
 *
 * @public
 */
export function tenantApplicationUrl(
  { name: environment, argocd }: Environment,
  tenant: string,
): string | undefined {
  return argocd.url === undefined
    ? undefined
    : applicationUrl(argocd.url, {
        namespace: argocd.namespace,
        name: projectName(tenant, environment),
      });
}
