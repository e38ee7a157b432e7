import { isSeq, parseDocument } from 'yaml';
import type { ManifestFile } from '../model';
import { FindingsError } from '../request';
import { readYaml, sharedLimits, YamlError } from '../yaml';
import { kustomizationContent } from '../manifests/kustomizationFile';

/**
 * Merges a file that several requests write to: what is there, less what the request had in it before, and what it has now.
 * A `kustomization.yaml` is merged by its resources, everything else by lines. What people added by hand stays: further lines, keys and comments.
 *
 * @param present - the file in Git, undefined if there is none
 * @param before - the file as the request in Git renders it, undefined if it does not
 * @param next - the file as the request renders it now, undefined if it no longer does
 * @param tree - whose the file is
 * @throws FindingsError if the file in Git is a kustomization that can't be read: what people wrote in it would be lost
 * @public
 */
export function mergeShared(
  path: string,
  present: string | undefined,
  before: string | undefined,
  next: string | undefined,
  tree: ManifestFile['tree'] = 'tenants',
): string {
  return path.endsWith('kustomization.yaml')
    ? readable({ path, tree }, () => mergeKustomization(present, before, next))
    : mergeLines(present, before, next);
}

/**
 * Merges what several requests render to one file, in time that grows with its length.
 * Merging one after the other with {@link mergeShared} has the same outcome, but reads what is there for each again.
 *
 * @param contents - what each renders, at least two
 * @throws FindingsError if one can't be read
 */
export function mergeAllShared(
  path: string,
  contents: readonly string[],
  tree?: ManifestFile['tree'],
): string {
  if (!path.endsWith('kustomization.yaml')) {
    return ordered([...new Set(contents.flatMap(linesOf))]);
  }
  const resources = new Set<string>();
  for (const content of contents) {
    const own = canonicalResources(content);
    if (own === undefined) {
      return contents.reduce((present, next) =>
        mergeShared(path, present, undefined, next, tree),
      );
    }
    own.forEach(resource => resources.add(resource));
  }
  return kustomizationContent(resources);
}

/** One file that can't be read is one finding. */
function readable(
  { path, tree }: Pick<ManifestFile, 'path' | 'tree'>,
  merge: () => string,
): string {
  try {
    return merge();
  } catch (cause) {
    if (!(cause instanceof YamlError)) {
      throw cause;
    }
    throw new FindingsError(
      [
        {
          code: cause.limit ? 'TooLarge' : 'InvalidYaml',
          severity: 'error',
          subject: { cluster: 'git', group: '', kind: 'File', name: path },
          message: `${path} cannot be merged with the changes of this request: ${cause.message}`,
          fix: 'Fix the file in Git. Keep patches and other additions in separate files.',
          fixableBy: tree === 'tenants' ? 'tenant' : 'platform',
          evidence: [],
        },
      ],
      { cause },
    );
  }
}

function merged(
  present: readonly string[],
  before: readonly string[],
  next: readonly string[],
): string[] {
  const gone = new Set(before.filter(item => !next.includes(item)));
  return [...new Set([...present, ...next])].filter(item => !gone.has(item));
}

function mergeKustomization(
  present: string | undefined,
  before: string | undefined,
  next: string | undefined,
): string {
  const there = readResources(present);
  const resources = merged(there, readResources(before), readResources(next));
  const canonical = kustomizationContent(resources);
  if (present === undefined || present === kustomizationContent(there)) {
    return canonical;
  }
  // Keys were compared when it was read, in less time.
  const document = parseDocument(present, { uniqueKeys: false });
  const sequence = document.get('resources');
  if (document.errors.length > 0 || !isSeq(sequence)) {
    return canonical;
  }
  const wanted = new Set(resources);
  sequence.items = sequence.items.filter(item =>
    wanted.delete(String(document.createNode(item).toJSON())),
  );
  for (const resource of [...wanted].sort()) {
    sequence.add(document.createNode(resource));
  }
  sequence.flow = sequence.items.length === 0;
  return document.toString({ lineWidth: 0 });
}

/**
 * The resources of a kustomization that holds nothing but what is rendered, undefined of any other.
 * Written again they have to give the same bytes, so it needs no reader.
 */
function canonicalResources(text: string): string[] | undefined {
  const resources = linesOf(text)
    .filter(line => line.startsWith('  - '))
    .map(line => line.slice('  - '.length));
  return text === kustomizationContent(resources) ? resources : undefined;
}

/** As {@link resourcesOf}, without a reader where none is needed. */
function readResources(text: string | undefined): string[] {
  return text === undefined
    ? []
    : canonicalResources(text) ?? resourcesOf(text);
}

/**
 * The resources a kustomization names; none for what is no kustomization.
 */
export function resourcesOf(text: string | undefined): string[] {
  const [document]: unknown[] =
    text === undefined ? [] : readYaml(text, { limits: sharedLimits });
  if (
    typeof document !== 'object' ||
    document === null ||
    !('resources' in document) ||
    !Array.isArray(document.resources)
  ) {
    return [];
  }
  return document.resources.filter(
    (item): item is string => typeof item === 'string',
  );
}

/** In CODEOWNERS the last line that matches counts, so lines for everything go first. */
function mergeLines(
  present: string | undefined,
  before: string | undefined,
  next: string | undefined,
): string {
  return ordered(merged(linesOf(present), linesOf(before), linesOf(next)));
}

function ordered(lines: readonly string[]): string {
  const general = lines.filter(line => line.startsWith('* '));
  const special = lines.filter(line => !line.startsWith('* '));
  return [...general, ...special].map(line => `${line}\n`).join('');
}

function linesOf(text: string | undefined): string[] {
  const lines = (text ?? '').split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
