import { Environment } from '../../platform';
import { RenderContext } from '../../manifests/RenderContext';
import { findEnvironment } from '../../manifests/renderTargets';
import { TenantRequest } from './request';

/**
 * Refuses ports that no gateway of the environment offers to TCP or UDP routes.
 */
export function checkPorts(
  request: TenantRequest,
  { platform, refusals }: RenderContext,
): void {
  request.spec.ports.forEach((grant, index) => {
    const field = `spec.ports[${index}]`;
    const environment = findEnvironment(platform, grant.environment);
    if (
      !environment ||
      !request.spec.environments.includes(grant.environment)
    ) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field: `${field}.environment`,
        given: grant.environment,
        message: 'The tenant does not have this environment.',
        fix: `Use one of: ${request.spec.environments.join(', ')}.`,
      });
      return;
    }
    const offered = portsOffered(environment);
    const wanted = `${grant.gateway}, ${grant.section}, ${grant.port}`;
    if (!offered.includes(wanted)) {
      refusals.add({
        code: 'PortNotOffered',
        field,
        given: wanted,
        message: `No gateway of ${environment.name} has this TCP or UDP listener.`,
        fix:
          offered.length === 0
            ? `The environment ${environment.name} has no TCP or UDP listeners.`
            : `Use one of (gateway, section, port): ${offered.join('; ')}.`,
      });
    }
    const first = request.spec.ports.findIndex(
      other => JSON.stringify(other) === JSON.stringify(grant),
    );
    if (first !== index) {
      refusals.add({
        code: 'Duplicate',
        field,
        given: wanted,
        message: 'This port is listed twice.',
        fix: 'Name it once.',
      });
    }
  });
}

function portsOffered(environment: Environment): string[] {
  return environment.gateways.flatMap(gateway =>
    gateway.listeners
      .filter(({ protocol }) => protocol === 'TCP' || protocol === 'UDP')
      .map(listener => `${gateway.name}, ${listener.name}, ${listener.port}`),
  );
}
