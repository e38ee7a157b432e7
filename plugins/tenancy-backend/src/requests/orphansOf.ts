import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  GitFileError,
  type GitFile,
  type GitRepositories,
  type GitTree,
} from '@groundwork/backstage-plugin-tenancy-node';
import { orphaned } from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';

const REQUEST = /^tenants\/([^/]+)\/requests\/([^/-]+)-([^/]+)\.yaml$/;
const TENANT = /^platform\/tenants\/([^/]+)\.yaml$/;

/** What was found in files that are still the same: whoever looks at a list looks again soon. */
const found = new WeakMap<
  GitTree['files'],
  { of: GitTree['files']; views: RequestView[] }
>();

/**
 * The requests of a tenant whose file is gone although what they rendered to is still in Git, and so still runs.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function orphansOf(
  { git, trees }: { git: GitRepositories; trees: GitTrees },
  tenant: string,
): Promise<RequestView[]> {
  const options = { maxAge: Math.max(trees.interval, 1) };
  const [platform, tenants] = await Promise.all([
    git.readTree(trees.repository('platform'), {
      ...options,
      under: [`platform/*/${tenant}`, `platform/tenants/${tenant}.yaml`],
    }),
    git.readTree(trees.repository('tenants'), {
      ...options,
      under: [`tenants/${tenant}`],
    }),
  ]);
  const known = found.get(tenants.files);
  if (known && known.of === platform.files) {
    return known.views;
  }
  const views = orphansIn(tenant, [...platform.files, ...tenants.files]);
  found.set(tenants.files, { of: platform.files, views });
  return views;
}

function orphansIn(
  tenant: string,
  all: ReadonlyArray<readonly [path: string, file: GitFile]>,
): RequestView[] {
  const files = new Map(
    all.map(([path, file]) => [path, textOf(file)] as const),
  );
  return orphaned(files).flatMap(({ subject, message }) => {
    const name = nameOf(subject.name);
    return name?.tenant === tenant
      ? [
          {
            kind: name.kind,
            name: name.name,
            path: subject.name,
            stage: 'orphaned' as const,
            why: message,
          },
        ]
      : [];
  });
}

function nameOf(
  path: string,
): { tenant: string; kind: string; name: string } | undefined {
  const own = TENANT.exec(path);
  if (own) {
    return { tenant: own[1], kind: 'Tenant', name: own[1] };
  }
  const [, tenant, kind, name] = REQUEST.exec(path) ?? [];
  return tenant
    ? { tenant, kind: `${kind[0].toUpperCase()}${kind.slice(1)}`, name }
    : undefined;
}

/** A file that can't be read was not rendered by anybody. */
function textOf(file: GitFile): string {
  try {
    return file.content();
  } catch (error) {
    if (error instanceof GitFileError) {
      return '';
    }
    throw error;
  }
}
