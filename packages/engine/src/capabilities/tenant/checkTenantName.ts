import {
  expandTemplate,
  isDnsLabel,
  nameClash,
  namespaceName,
} from '../../names';
import { Environment, Platform, tenantPlaceProblem } from '../../platform';
import { RenderContext } from '../../manifests/RenderContext';
import { findEnvironment } from '../../manifests/renderTargets';
import { Refusals } from '../../request/Refusals';
import { TenantRequest } from './request';
import { isPlatformNamespace, reservedName } from './reservedNames';

/** Names that Argo CD gives its objects for a tenant, which live side by side in its namespace. */
export const projectTemplate = '${{ tenant }}-${{ environment }}';

/** The name of a tenant's AppProject, and of its Application. */
export function projectName(tenant: string, environment: string): string {
  return expandTemplate(projectTemplate, { tenant, environment });
}

const rootTemplate = 'platform-${{ environment }}-${{ tenant }}-cluster';

/**
 * Refuses names that would be somebody else's, in any of the tenant's environments.
 */
export function checkTenantName(
  request: TenantRequest,
  context: RenderContext,
): void {
  const { platform, refusals } = context;
  const { name } = request.metadata;
  const problem = reservedName(name);
  if (problem !== undefined) {
    refusals.add({
      code: 'ReservedName',
      field: 'metadata.name',
      given: name,
      message: problem,
      fix: 'Choose another name.',
    });
  }
  for (const environmentName of new Set(request.spec.environments)) {
    const environment = findEnvironment(platform, environmentName);
    if (environment) {
      checkNamespace(name, environment, platform, refusals);
      checkClash(name, environment, platform, refusals);
      checkPlace(name, environment, platform, refusals);
    }
  }
}

function checkNamespace(
  tenant: string,
  environment: Environment,
  platform: Platform,
  refusals: Refusals,
): void {
  const namespace = namespaceName(platform, tenant, environment.name);
  const longest = Math.max(
    namespace.length,
    `platform-${environment.name}-${tenant}-cluster`.length,
  );
  if (!isDnsLabel(namespace) || longest > 63) {
    refusals.add({
      code: 'NameTooLong',
      field: 'metadata.name',
      given: tenant,
      message: `The name is too long: the namespace or an Application in ${environment.name} would have ${longest} characters; the limit is 63.`,
      fix: `Use at most ${tenant.length - (longest - 63)} characters.`,
    });
  }
  const holder = platform.naming.existing.find(
    each =>
      each.namespace === namespace &&
      (each.tenant !== tenant || each.environment !== environment.name) &&
      findEnvironment(platform, each.environment)?.cluster ===
        environment.cluster,
  );
  if (holder) {
    refusals.add({
      code: 'NameClash',
      field: 'metadata.name',
      given: tenant,
      message: `In ${environment.name} its namespace would be ${namespace}, which is that of tenant ${holder.tenant} in ${holder.environment}.`,
      fix: 'Choose another name.',
    });
  }
  if (isPlatformNamespace(namespace, platform, environment)) {
    refusals.add({
      code: 'ReservedName',
      field: 'metadata.name',
      given: tenant,
      message: `The namespace ${namespace} of ${environment.name} belongs to the platform.`,
      fix: 'Choose another name.',
    });
  }
}

function checkClash(
  tenant: string,
  environment: Environment,
  platform: Platform,
  refusals: Refusals,
): void {
  const others = platform.environments.filter(
    other => other.name !== environment.name,
  );
  const onCluster = others.filter(
    other => other.cluster === environment.cluster,
  );
  const onArgo = others.filter(
    other =>
      other.argocd.cluster === environment.argocd.cluster &&
      other.argocd.namespace === environment.argocd.namespace,
  );
  const clash =
    find(platform.naming.namespace, onCluster) ??
    find(projectTemplate, onArgo) ??
    find(rootTemplate, onArgo);
  if (clash) {
    refusals.add({
      code: 'NameClash',
      field: 'metadata.name',
      given: tenant,
      message: `In ${environment.name} its objects would have the same names as those of tenant ${clash.tenant} in ${clash.environment}.`,
      fix: 'Choose a name that is not made of a tenant and an environment.',
    });
  }

  function find(template: string, environments: readonly Environment[]) {
    return nameClash(
      template,
      tenant,
      environment.name,
      environments.map(other => other.name),
    );
  }
}

/** Its repository or branch, where each tenant has its own, has to be nobody else's. */
function checkPlace(
  tenant: string,
  environment: Environment,
  platform: Platform,
  refusals: Refusals,
): void {
  const problem = tenantPlaceProblem(platform, environment, tenant);
  if (problem !== undefined) {
    refusals.add({
      code: 'RepositoryTaken',
      field: 'metadata.name',
      given: tenant,
      message: problem,
      fix: 'Choose another name, or ask the platform team for another template of the repository.',
    });
  }
}
