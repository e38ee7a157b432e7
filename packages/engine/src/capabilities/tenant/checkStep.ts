import { Refusals } from '../../request/Refusals';
import { TenantRequest } from './request';

/**
 * Refuses a step that would take a namespace away while something still runs in it: a tenant, and each of its environments,
 * drains before it goes.
 */
export function checkStep(
  request: TenantRequest,
  previous: TenantRequest | undefined,
  refusals: Refusals,
): void {
  if (previous === undefined) {
    if (request.spec.state !== 'active') {
      refusals.add({
        code: 'NotDrained',
        field: 'spec.state',
        given: request.spec.state,
        message: 'A new tenant starts as active.',
        fix: 'Set the state to active.',
      });
    }
    return;
  }
  const from = previous.spec.state;
  const to = request.spec.state;
  if (to === 'removed' && from === 'active') {
    refusals.add({
      code: 'NotDrained',
      field: 'spec.state',
      given: to,
      message: 'The tenant is still running.',
      fix: 'Set the state to draining first, and to removed once its workloads are gone.',
    });
  }
  previous.spec.environments.forEach(name => {
    if (
      from === 'active' &&
      to !== 'removed' &&
      !request.spec.environments.includes(name) &&
      !previous.spec.draining.includes(name)
    ) {
      refusals.add({
        code: 'NotDrained',
        field: 'spec.environments',
        given: request.spec.environments,
        message: `The tenant is still running in ${name}.`,
        fix: `Add ${name} to spec.draining first. Remove it from spec.environments once its workloads are gone.`,
      });
    }
  });
}
