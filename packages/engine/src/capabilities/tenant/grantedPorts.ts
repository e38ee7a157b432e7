import { Environment } from '../../platform';
import { TenantRequest } from './request';

/**
 * The ports of gateways that a tenant has in an environment, each as `<gateway namespace>/<gateway>/<section>:<port>`:
 * the form in which admission reads them from the namespace.
 *
 * @public
 */
export function grantedPorts(
  request: TenantRequest,
  environment: Environment,
): string[] {
  return request.spec.ports
    .filter(grant => grant.environment === environment.name)
    .flatMap(grant =>
      environment.gateways
        .filter(gateway => gateway.name === grant.gateway)
        .map(
          gateway =>
            `${gateway.namespace}/${gateway.name}/${grant.section}:${grant.port}`,
        ),
    )
    .sort();
}
