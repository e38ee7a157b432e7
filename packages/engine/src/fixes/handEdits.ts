import type { Finding } from '../model';
import { renderedFrom } from '../manifests/fileHead';
import type { FilesInGit } from '../preview';
import { requestPath, requestRef } from '../request';
import type { FixContext } from './FixContext';
import type { Trouble } from './Trouble';

const titles: Readonly<Record<string, string>> = {
  HandEdited: 'Render again, as the request says',
  RenderedByOlderVersion: 'Render again with this version',
};

/** Rendered files that somebody edited, or that an older version wrote: their requests rendered again, one each. */
export function handEdits(
  context: FixContext,
  files: FilesInGit,
  findings: readonly Finding[],
): Trouble[] {
  const seen = new Set<string>();
  return findings.flatMap(({ code, field = '', message }) => {
    const title = Object.hasOwn(titles, code) ? titles[code] : undefined;
    const content = files.platform.get(field) ?? files.tenants.get(field);
    const source = title && content ? renderedFrom(content) : undefined;
    const request = context.requests.find(
      each => requestPath(each, context.platform.layout) === source,
    );
    if (!title || !request || seen.has(`${code} ${source}`)) {
      return [];
    }
    seen.add(`${code} ${source}`);
    return [
      {
        code,
        message,
        subjects: [requestRef(request)],
        ways: [
          {
            title,
            request,
            to: request.spec as Record<string, unknown>,
            // What an older version wrote are the same objects.
            ...(code === 'HandEdited' ? { risk: 'overwrite' as const } : {}),
          },
        ],
      },
    ];
  });
}
