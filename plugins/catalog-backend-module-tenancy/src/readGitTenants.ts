import type {
  GitFile,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  FindingsError,
  namespaceName,
  parseRequestText,
  type Platform,
} from '@groundwork/engine';
import type { Tenant } from './Tenant';

const FILE = /^platform\/tenants\/([^/]+)\.ya?ml$/;

/**
 * The tenants that have a request file. A file that can't be read as a request is passed over: its tenant stays as it was known.
 *
 * @throws what {@link GitRepositories} throws when the remote does not answer
 */
export async function readGitTenants(options: {
  git: GitRepositories;
  platform: Platform;
}): Promise<{ tenants: Tenant[]; unreadable: string[] }> {
  const { git, platform } = options;
  const repository = platform.repository.platform;
  const tree = await git.readTree(repository, {
    under: ['platform/tenants'],
  });
  const tenants: Tenant[] = [];
  const unreadable: string[] = [];
  for (const [path, file] of tree.files) {
    const [, name] = FILE.exec(path) ?? [];
    if (!name) {
      continue;
    }
    const tenant = tenantIn(file, platform);
    if (typeof tenant === 'object' && tenant.name === name) {
      tenants.push({ ...tenant, file: path });
    } else if (tenant !== 'removed') {
      unreadable.push(name);
    }
  }
  return { tenants, unreadable };
}

function tenantIn(
  file: GitFile,
  platform: Platform,
): Tenant | 'removed' | undefined {
  try {
    const request = parseRequestText(file.content());
    if (request.kind !== 'Tenant') {
      return undefined;
    }
    const { name } = request.metadata;
    const { spec } = request;
    if (spec.state === 'removed') {
      return 'removed';
    }
    return {
      name,
      owner: spec.owner,
      tier: spec.tier,
      description: spec.description,
      environments: platform.environments
        .filter(environment => spec.environments.includes(environment.name))
        .map(environment => ({
          name: environment.name,
          cluster: environment.cluster,
          namespace: namespaceName(platform, name, environment.name),
        })),
    };
  } catch (error) {
    if (error instanceof FindingsError) {
      return undefined;
    }
    throw error;
  }
}
