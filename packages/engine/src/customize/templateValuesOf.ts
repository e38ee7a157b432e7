import { Tenant } from '../manifests';
import { namespaceName } from '../names';
import { Environment, Platform } from '../platform';

/** What the placeholders of templates stand for, of a tenant in an environment; see `templateValues`. */
export function templateValuesOf(
  platform: Platform,
  { metadata: { name }, spec: { owner, tier } }: Tenant,
  environment: Environment,
): Record<string, string> {
  return {
    'tenant.name': name,
    'tenant.owner': owner,
    'tenant.ownerName': owner.slice(owner.lastIndexOf('/') + 1),
    tier,
    'environment.name': environment.name,
    'environment.cluster': environment.cluster,
    namespace: namespaceName(platform, name, environment.name),
  };
}
