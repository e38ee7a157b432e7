import { expandTemplate, shorten } from '../../names';
import { projectTemplate } from '../tenant/checkTenantName';

/**
 * Name of an Application. A dot stands between project and name, as no project's name holds one:
 * `a-dev` with `b-prod` must not become what the project `a-dev-b-prod` is called.
 *
 * @public
 */
export function applicationName(
  tenant: string,
  environment: string,
  name: string,
): string {
  const project = expandTemplate(projectTemplate, { tenant, environment });
  return shorten(`${project}.${name}`);
}
