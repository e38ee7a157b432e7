import { Finding, ManifestFile, ManifestSet } from '../model';
import { requestText } from '../edit/requestText';
import { parseRequestText } from '../parse/parseRequest';
import { FindingsError } from '../request';
import { Steps, finish } from '../steps';
import { mergeShared } from './mergeShared';

/**
 * One file of a change.
 *
 * @public
 */
export interface FileChange {
  path: string;
  tree: ManifestFile['tree'];
  change: 'added' | 'changed' | 'removed' | 'same';
  /** What to write; empty if it is removed. */
  content: string;
  /** What is in Git. */
  previous?: string;
}

/**
 * What a change does to the files in Git, and which of them somebody edited by hand.
 *
 * @public
 */
export interface Comparison {
  files: readonly FileChange[];
  /** `HandEdited`: what would be lost. */
  findings: readonly Finding[];
}

/**
 * Compares what is in Git with what requests render to.
 *
 * @param present - the files in Git by path
 * @param next - what the requests render to now
 * @param before - what the requests in Git render to; what it has and `next` has not is removed. Without it nothing is removed
 * @public
 */
export function compareRender(
  present: ReadonlyMap<string, string>,
  next: ManifestSet,
  before?: ManifestSet,
): Comparison {
  return finish(compareRenderInSteps(present, next, before));
}

/**
 * As {@link compareRender}, in steps of a file each.
 *
 * @public
 */
export function* compareRenderInSteps(
  present: ReadonlyMap<string, string>,
  next: ManifestSet,
  before: ManifestSet = { files: [] },
): Steps<Comparison> {
  const old = byPath(before);
  const now = byPath(next);
  const files: FileChange[] = [];
  for (const file of next.files) {
    files.push(
      changeOf(file, present.get(file.path), old.get(file.path), file),
    );
    yield;
  }
  for (const file of before.files) {
    if (!now.has(file.path) && present.has(file.path)) {
      files.push(changeOf(file, present.get(file.path), file, undefined));
      yield;
    }
  }
  const findings: Finding[] = [];
  for (const file of before.files) {
    findings.push(...handEdited(present, { files: [file] }));
    yield;
  }
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    findings,
  };
}

/** What a file should hold, or why nobody can say. */
function expectedOf(
  file: ManifestFile,
  previous: string | undefined,
): string | Finding[] {
  if (!file.shared) {
    return file.content;
  }
  try {
    return mergeShared(file.path, previous, undefined, file.content);
  } catch (error) {
    if (error instanceof FindingsError) {
      return [...error.findings];
    }
    throw error;
  }
}

/**
 * Files in Git that are not what their requests render to, so that the next change would undo an edit by hand.
 *
 * @param before - what the requests in Git render to
 * @public
 */
export function handEdited(
  present: ReadonlyMap<string, string>,
  before: ManifestSet,
): Finding[] {
  return before.files.flatMap(file => {
    const previous = present.get(file.path);
    const expected = expectedOf(file, previous);
    if (typeof expected !== 'string') {
      return expected;
    }
    // A request written by hand, or with the defaults of another version, is no edit of what was rendered.
    if (previous === expected || isRequest(file.path)) {
      return [];
    }
    return [
      {
        code: 'HandEdited',
        severity: 'warning' as const,
        subject: {
          cluster: 'git',
          group: '',
          kind: 'File',
          name: file.path,
        },
        field: file.path,
        message:
          previous === undefined
            ? 'The file is missing: its request renders to it.'
            : 'The file is not what its request renders to: somebody edited it, or it was rendered by another version.',
        fix: 'Change the request, or put what stays by hand under patches/; then render again.',
        fixableBy: file.tree === 'tenants' ? 'tenant' : 'platform',
        evidence: [],
      } satisfies Finding,
    ];
  });
}

function isRequest(path: string): boolean {
  return /^(platform\/tenants|tenants\/[^/]+\/requests)\//.test(path);
}

function byPath({ files }: ManifestSet): Map<string, ManifestFile> {
  return new Map(files.map(file => [file.path, file]));
}

function changeOf(
  { path, tree }: ManifestFile,
  previous: string | undefined,
  before: ManifestFile | undefined,
  next: ManifestFile | undefined,
): FileChange {
  const shared = (next ?? before)?.shared === true;
  const content = shared
    ? mergeShared(path, previous, before?.content, next?.content)
    : ownContent(path, previous, next);
  return {
    path,
    tree,
    change: wordOf(previous, content, next === undefined && !shared),
    content,
    ...(previous === undefined ? {} : { previous }),
  };
}

/** A request keeps the comments and the form that people gave it; everything else is written as it renders. */
function ownContent(
  path: string,
  previous: string | undefined,
  next: ManifestFile | undefined,
): string {
  if (next === undefined || previous === undefined || !isRequest(path)) {
    return next?.content ?? '';
  }
  return requestText(previous, parseRequestText(next.content), next.content);
}

function wordOf(
  previous: string | undefined,
  content: string,
  removed: boolean,
): FileChange['change'] {
  if (removed) {
    return 'removed';
  }
  if (previous === undefined) {
    return 'added';
  }
  return previous === content ? 'same' : 'changed';
}
