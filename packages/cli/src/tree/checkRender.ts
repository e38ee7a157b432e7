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
} from '@groundwork/engine';
import { RouteApis } from './routeApis';

const notRendered: Finding = {
  code: 'NotChecked',
  severity: 'info',
  subject: {
    cluster: 'git',
    group: '',
    kind: 'File',
    name: 'platform/tenants',
  },
  message:
    'Rendered files were not compared with their requests: this checkout has no requests of tenants.',
  fix: 'Check the platform repository as well.',
  fixableBy: 'platform',
  evidence: [],
};

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
  if (!has('platform/tenants/')) {
    return [...readRequests(files, inputs).findings, notRendered];
  }
  const here = (finding: Finding) =>
    !['HandEdited', 'RenderedByOlderVersion'].includes(finding.code) ||
    has(`${finding.subject.name.split('/')[0]}/`);
  const shared = paths.some(isSharedPath);
  return [
    ...renderTree(files, platform, inputs).findings.filter(here),
    ...orphaned(files),
    ...(shared ? handEdited(files, renderPlatform(platform)) : []),
  ];
}
