import { ManifestFile } from '../../model';
import { fileHead } from '../../manifests/fileHead';
import { textFile } from '../../manifests/manifestFile';
import { requestPath } from '../../request/paths';
import { storesOf } from './storeObjects';
import { TenantTarget } from './TenantTarget';

/**
 * What has to be set up on the provider's side, for the platform team to apply there: the policy that lets the tenant's role
 * read the tenant's paths and nothing else.
 */
export function storePolicies(target: TenantTarget): ManifestFile[] {
  const directory = `platform/${target.environment.name}/${target.tenant}/providers`;
  const header = fileHead(requestPath(target.request));
  return storesOf(target).flatMap(({ store, provider, use }) =>
    (provider.policies?.(store, use) ?? []).map(({ file, text, comments }) =>
      textFile(
        `${directory}/${store.name}-${file}`,
        comments ? `${header}${text}` : text,
      ),
    ),
  );
}
