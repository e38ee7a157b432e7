import {
  renderPlatform,
  Finding,
  Platform,
  handEdited,
  orphaned,
  readRequests,
  renderTree,
  type ParseOptions,
  isSharedPath,
  treeOf,
} from '@groundwork/engine';
import { RouteApis } from './routeApis';

const notRendered = (name: string): Finding => ({
  code: 'NotChecked',
  severity: 'info',
  subject: {
    cluster: 'git',
    group: '',
    kind: 'File',
    name,
  },
  message:
    'Rendered files were not compared with their requests: this checkout has no requests of tenants.',
  fix: 'Check the platform repository as well.',
  fixableBy: 'platform',
  evidence: [],
});

/** What rendering a tree needs besides its files. */
interface RenderInputs extends ParseOptions {
  groups?: Readonly<Record<string, string>>;
  gatewayApi?: RouteApis;
}

/**
 * What is wrong with the requests of a tree, and which files are not what they render to. A checkout of one of two
 * repositories is only held against what belongs into it.
 */
export function checkRender(
  files: ReadonlyMap<string, string>,
  platform: Platform,
  inputs: RenderInputs,
): Finding[] {
  const paths = [...files.keys()];
  const has = (start: string) => paths.some(path => path.startsWith(start));
  const { layout } = platform;
  if (!has(`${layout.tenantRequests}/`)) {
    return [
      ...readRequests(files, { ...inputs, layout }).findings,
      notRendered(layout.tenantRequests),
    ];
  }
  // Of the two repositories of a platform only one may be checked out.
  const trees = new Set(paths.map(path => treeOf(path, layout)));
  // What lies at the root, as CODEOWNERS does, is not walked, so nothing is known of it.
  const isHere = (path: string) =>
    path.includes('/') && trees.has(treeOf(path, layout));
  const here = (finding: Finding) =>
    !['HandEdited', 'RenderedByOlderVersion'].includes(finding.code) ||
    isHere(finding.subject.name);
  const shared = paths.some(path => isSharedPath(path, layout));
  return [
    ...renderTree(files, platform, inputs).findings.filter(here),
    ...orphaned(files, layout),
    ...(shared
      ? handEdited(files, renderPlatform(platform), layout).filter(here)
      : []),
  ];
}
