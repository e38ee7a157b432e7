import { describeEdit } from '../edit/describeEdit';
import { isRecord, sameValue } from '../edit/mergeValues';
import type { KindRegistry } from '../kinds';
import type { Capability } from '../manifests';
import { ManifestSet } from '../model';
import { describeChanges, type FileChange } from '../render';
import type { Layout } from '../request/layout';
import { isRequestPath, requestPlace } from '../request/paths';
import { Steps } from '../steps';
import { readYaml, YamlError } from '../yaml';

/**
 * Everything that is written, in words: what changes of the request, of the objects, and of files that hold no object, in
 * steps of a file each.
 * Compared with what Git holds, so that it also tells of hand edits that go.
 */
export function* describePreview(
  present: ManifestSet,
  next: ManifestSet,
  files: readonly FileChange[],
  environments: readonly string[] | undefined,
  options: {
    layout: Layout;
    capabilities?: readonly Capability[];
    kinds?: KindRegistry;
  },
): Steps<string[]> {
  const lines: string[] = [];
  for (const file of files) {
    lines.push(...describeRequest(file, options.layout));
    yield;
  }
  lines.push(...describeChanges(present, next, environments, options));
  yield;
  return [...lines, ...describeRest(present, next, files, options.layout)];
}

/** The fields of a request that change; nothing for one that comes or goes, which its objects tell of. */
function describeRequest(
  { path, change, content, previous }: FileChange,
  layout: Layout,
) {
  const place = requestPlace(path, layout);
  if (!place || change !== 'changed' || previous === undefined) {
    return [];
  }
  const lines = describeEdit(specIn(previous), specIn(content));
  const name = [place.kind ?? [], place.name].flat().join('-');
  return lines.length > 0
    ? lines.map(line => `~ Request ${name}: ${line}`)
    : [`~ Request ${name}: only comments or formatting`];
}

function specIn(text: string): unknown {
  try {
    const [document] = readYaml(text);
    return isRecord(document) ? document.spec : undefined;
  } catch (error) {
    if (error instanceof YamlError) {
      return undefined;
    }
    throw error;
  }
}

const MARKS = { added: '+', changed: '~', removed: '-' } as const;

/** Files that change although no object in them does. */
function describeRest(
  present: ManifestSet,
  next: ManifestSet,
  files: readonly FileChange[],
  layout: Layout,
): string[] {
  const [was, is] = [present, next].map(
    set => new Map(set.files.map(file => [file.path, file])),
  );
  const texts = new Map<string, string[]>();
  const anew: string[] = [];
  for (const { path, change } of files) {
    const file = is.get(path) ?? was.get(path);
    if (change === 'same' || isRequestPath(path, layout)) {
      continue;
    }
    if (!file?.target) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const what = `${MARKS[change]} ${name}`;
      texts.set(what, [...(texts.get(what) ?? []), directoryOf(path)]);
    } else if (
      change === 'changed' &&
      sameValue(was.get(path)?.objects, is.get(path)?.objects)
    ) {
      anew.push(path);
    }
  }
  return [
    ...[...texts].map(([what, places]) => `${what} in ${places.join(', ')}`),
    ...(anew.length > 0
      ? [`~ Rewritten, with the same objects: ${anew.join(', ')}`]
      : []),
  ];
}

function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? 'the root' : path.slice(0, end);
}
