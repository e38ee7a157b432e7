import { Finding } from '../model';
import { Platform } from '../platform';
import {
  isRequestPath,
  type Layout,
  RequestEnvelope,
  RequestError,
} from '../request';
import { parseRequestText } from '../parse/parseRequest';
import { requestPath, treeOf } from '../request/paths';
import type { CompareOptions } from './compareRender';
import { handEdited } from './handEdited';
import { renderAll, RenderedAll } from './renderAll';
import type { RenderOptions } from './render';

/**
 * The requests of a tree, read from its files by path. A file that holds none, or lies where it does not belong
 * (a team could ask in another's name), is a finding and no request.
 *
 * @public
 */
export function readRequests(
  files: ReadonlyMap<string, string>,
  options: CompareOptions,
): {
  requests: readonly RequestEnvelope[];
  findings: readonly Finding[];
} {
  const { layout } = options;
  const requests: RequestEnvelope[] = [];
  const findings: Finding[] = [];
  for (const [path, text] of files) {
    if (isRequestPath(path, layout)) {
      try {
        const request = parseRequestText(text, options);
        if (requestPath(request, layout) === path) {
          requests.push(request);
        } else {
          findings.push(misplaced(path, requestPath(request, layout), layout));
        }
      } catch (error) {
        if (!(error instanceof RequestError)) {
          throw error;
        }
        findings.push(
          ...error.findings.map(finding => ({
            ...finding,
            subject: { ...finding.subject, name: finding.subject.name || path },
            message: `${path}: ${finding.message}`,
          })),
        );
      }
    }
  }
  return { requests, findings };
}

/**
 * Renders the requests that a tree holds, and says what in the tree is not as they render.
 *
 * @param files - the text of the tree's files by path
 * @public
 */
export function renderTree(
  files: ReadonlyMap<string, string>,
  platform: Platform,
  options: Pick<RenderOptions, 'capabilities' | 'groups' | 'gatewayApi'> = {},
): RenderedAll {
  const { requests, findings } = readRequests(files, {
    ...options,
    layout: platform.layout,
  });
  const rendered = renderAll(requests, platform, options);
  return {
    files: rendered.files,
    findings: [
      ...findings,
      ...rendered.findings,
      ...handEdited(files, rendered, platform.layout),
    ],
  };
}

function misplaced(path: string, expected: string, layout: Layout): Finding {
  return {
    code: 'RequestMisplaced',
    severity: 'error',
    subject: { cluster: 'git', group: '', kind: 'File', name: path },
    field: path,
    message: `This request belongs in ${expected}. The directory of a file decides who may change it.`,
    fix: 'Move the file, or correct name, kind and tenant in it.',
    fixableBy: treeOf(path, layout) === 'tenants' ? 'tenant' : 'platform',
    evidence: [],
  };
}
