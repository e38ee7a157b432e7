import { ManifestFile } from '../../model';
import { expandTemplate } from '../../names';
import { Platform } from '../../platform';
import { teamDirectories } from '../../request';
import { groupRefPattern } from '../../names/groupSubject';
import { TenantRequest } from './request';

/**
 * The tenant's lines, one for each of its team's folders, of the shared CODEOWNERS file; none where the platform does not say what a group is called on its Git host.
 */
export function codeownersFile(
  request: TenantRequest,
  platform: Platform,
): ManifestFile[] {
  const match = groupRefPattern.exec(request.spec.owner);
  if (!platform.codeowners || !match) {
    return [];
  }
  const owner = expandTemplate(platform.codeowners.tenant, {
    namespace: match[1],
    group: match[3],
    tenant: request.metadata.name,
  });
  const folders = teamDirectories(
    request.metadata.name,
    platform.environments.flatMap(({ name }) =>
      request.spec.environments.includes(name) ? [name] : [],
    ),
    platform.layout,
  );
  return [
    {
      path: 'CODEOWNERS',
      tree: 'tenants',
      shared: true,
      objects: [],
      content: folders.map(folder => `/${folder}/ ${owner}\n`).join(''),
    },
  ];
}
