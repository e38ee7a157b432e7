import { ManifestFile } from '../../model';
import { fileHead } from '../../manifests/fileHead';
import { textFile } from '../../manifests/manifestFile';
import { platformDirectory, requestPath } from '../../request/paths';
import { storesOf } from './storeObjects';
import { TenantTarget } from './TenantTarget';

/**
 * What has to be set up on the provider's side, for the platform team to apply there: the policy that lets the tenant's role
 * read the tenant's paths and nothing else.
 */
export function storePolicies(target: TenantTarget): ManifestFile[] {
  const directory = platformDirectory(
    target.tenant,
    target.environment.name,
    'providers',
    target.platform.layout,
  );
  const header = fileHead(requestPath(target.request, target.platform.layout));
  return storesOf(target).flatMap(({ store, provider, use }) =>
    (provider.policies?.(store, use) ?? []).map(({ file, text, comments }) =>
      textFile(
        `${directory}/${store.name}-${file}`,
        'platform',
        comments ? `${header}${text}` : text,
      ),
    ),
  );
}
