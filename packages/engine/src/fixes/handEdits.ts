import { sameValue } from '../edit/mergeValues';
import {
  type Finding,
  type ManifestFile,
  type ObjectRef,
  refOf,
} from '../model';
import { renderedFrom } from '../manifests/fileHead';
import type { FilesInGit } from '../preview';
import { objectsIn } from '../render/objectsIn';
import { type RequestEnvelope, requestPath, requestRef } from '../request';
import type { FixContext } from './FixContext';
import type { Trouble } from './Trouble';

const titles: Readonly<Record<string, string>> = {
  HandEdited: 'Render again, as the request says',
  RenderedByOlderVersion: 'Render again with this version',
};

/** What is said of the files of one request. */
interface Edited {
  code: string;
  request: RequestEnvelope;
  messages: string[];
  files: ManifestFile[];
  changed: ObjectRef[];
}

/**
 * Rendered files that somebody edited, or that an older version wrote: their requests rendered again, one each. What an edit
 * changed is among what the trouble is about, so that what follows from the edit in a cluster leads to it.
 */
export function handEdits(
  context: FixContext,
  files: FilesInGit,
  findings: readonly Finding[],
): Trouble[] {
  const found = new Map<string, Edited>();
  for (const { code, field = '', message } of findings) {
    const content = files.platform.get(field) ?? files.tenants.get(field);
    const source =
      Object.hasOwn(titles, code) && content
        ? renderedFrom(content)
        : undefined;
    const request = context.requests.find(
      each => requestPath(each, context.platform.layout) === source,
    );
    if (!content || !request) {
      continue;
    }
    const key = `${code} ${source}`;
    const edited = found.get(key) ?? {
      code,
      request,
      messages: [],
      files: [],
      changed: [],
    };
    found.set(key, edited);
    edited.messages.push(message);
    const file = context.filesOf(request).find(({ path }) => path === field);
    if (file) {
      edited.files.push(file);
      edited.changed.push(...changedIn(file, content));
    }
  }
  return [...found.values()].map(troubleOf);
}

function troubleOf({
  code,
  request,
  messages,
  files,
  changed,
}: Edited): Trouble {
  const [environment, ...others] = new Set(
    files.map(({ target }) => target?.environment),
  );
  return {
    code,
    message: messages.join(' '),
    ...(environment !== undefined && others.length === 0
      ? { environment }
      : {}),
    subjects: [
      requestRef(request),
      // What an older version wrote are the same objects.
      ...(code === 'HandEdited' ? changed : []),
    ],
    ways: [
      {
        title: titles[code],
        request,
        to: request.spec as Record<string, unknown>,
        ...(code === 'HandEdited' ? { risk: 'overwrite' as const } : {}),
      },
    ],
  };
}

/** The objects of a file that are otherwise, or not at all, in what Git holds of it. */
function changedIn(
  { target, objects }: ManifestFile,
  content: string,
): ObjectRef[] {
  if (!target) {
    return [];
  }
  const present = objectsIn(content);
  return objects
    .filter(object => !present.some(each => sameValue(each, object)))
    .map(object => refOf(target.cluster, object));
}
