import { Finding, ManifestFile, ManifestSet } from '../model';
import { Platform } from '../platform';
import { renderedFrom } from '../manifests/fileHead';
import type { Layout } from '../request/layout';
import { isRequestPath, renderedPlace, treeOf } from '../request/paths';
import { Steps, finish } from '../steps';
import { objectsIn } from '../render/objectsIn';

/**
 * The rendered files of a tree that name a request as their source, whether it is there or not. Their head says so, and
 * it stays true when the request file was deleted by hand or can no longer be rendered.
 *
 * @param source - path of the request file
 * @param files - the text of the tree's files by path
 * @public
 */
export function leftBehind(
  source: string,
  files: ReadonlyMap<string, string>,
  platform: Platform,
): ManifestSet {
  return finish(leftBehindInSteps(source, files, platform));
}

/** As `leftBehind`, in steps of a file each. */
export function* leftBehindInSteps(
  source: string,
  files: ReadonlyMap<string, string>,
  platform: Platform,
): Steps<ManifestSet> {
  const found: ManifestFile[] = [];
  for (const [path, content] of files) {
    yield;
    if (renderedFrom(content) === source) {
      const target = targetOf(path, platform);
      found.push({
        path,
        tree: treeOf(path, platform.layout),
        ...(target ? { target } : {}),
        objects: target ? objectsIn(content) : [],
        content,
      });
    }
  }
  return { files: found };
}

/**
 * `Orphaned`: a warning for each request file that is gone although what it rendered to is still there, and still synced.
 *
 * @param files - the text of the tree's files by path
 * @public
 */
export function orphaned(
  files: ReadonlyMap<string, string>,
  layout: Layout,
): Finding[] {
  const bySource = new Map<string, string[]>();
  for (const [path, content] of files) {
    const source = renderedFrom(content);
    if (
      source !== undefined &&
      isRequestPath(source, layout) &&
      !files.has(source)
    ) {
      bySource.set(source, [...(bySource.get(source) ?? []), path]);
    }
  }
  return [...bySource].map(([source, paths]) => ({
    code: 'Orphaned',
    severity: 'warning',
    subject: { cluster: 'git', group: '', kind: 'File', name: source },
    field: paths[0],
    message: `${source} was deleted, but the files rendered from it are still in Git and still applied: ${paths.join(
      ', ',
    )}.`,
    fix: 'Remove the request with its template or with "groundwork remove", which also deletes these files. Or restore the file.',
    fixableBy: treeOf(source, layout) === 'tenants' ? 'tenant' : 'platform',
    evidence: [],
  }));
}

/** Where a rendered file goes: its directory says. */
function targetOf(path: string, platform: Platform): ManifestFile['target'] {
  const place = renderedPlace(path, platform.layout);
  const environment = platform.environments.find(
    ({ name }) => name === place?.environment,
  );
  return (
    environment && {
      environment: environment.name,
      cluster:
        place?.target === 'argocd'
          ? environment.argocd.cluster
          : environment.cluster,
    }
  );
}
