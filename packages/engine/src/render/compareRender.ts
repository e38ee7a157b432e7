import { Finding, ManifestFile, ManifestSet } from '../model';
import { requestText } from '../edit/requestText';
import { parseRequestText, type ParseOptions } from '../parse/parseRequest';
import type { Layout } from '../request/layout';
import { isRequestPath } from '../request/paths';
import { asNamed } from './asNamed';
import { handEditedInSteps } from './handEdited';
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
 * What files are compared with: the kinds of requests there are, and where the platform has its files.
 *
 * @public
 */
export interface CompareOptions extends ParseOptions {
  layout: Layout;
}

/**
 * What a change does to the files in Git, and which of them somebody edited by hand.
 *
 * @public
 */
export interface Comparison {
  files: readonly FileChange[];
  /** `HandEdited`: what would be lost; `RenderedByOlderVersion`. */
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
  before: ManifestSet | undefined,
  options: CompareOptions,
): Comparison {
  return finish(compareRenderInSteps(present, next, before, options));
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
  options: CompareOptions,
): Steps<Comparison> {
  const old = byPath(asNamed(before.files, present));
  const now = byPath(asNamed(next.files, present));
  yield;
  const files: FileChange[] = [];
  for (const file of now.values()) {
    files.push(
      yield* changeOf(
        file,
        present.get(file.path),
        old.get(file.path),
        file,
        options,
      ),
    );
    yield;
  }
  for (const file of old.values()) {
    if (!now.has(file.path) && present.has(file.path)) {
      files.push(
        yield* changeOf(file, present.get(file.path), file, undefined, options),
      );
      yield;
    }
  }
  const findings = yield* handEditedInSteps(present, before, options.layout);
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    findings,
  };
}

function byPath(files: readonly ManifestFile[]): Map<string, ManifestFile> {
  return new Map(files.map(file => [file.path, file]));
}

function* changeOf(
  { path, tree }: ManifestFile,
  previous: string | undefined,
  before: ManifestFile | undefined,
  next: ManifestFile | undefined,
  options: CompareOptions,
): Steps<FileChange> {
  const shared = (next ?? before)?.shared === true;
  const content = shared
    ? mergeShared(path, previous, before?.content, next?.content, tree)
    : yield* ownContent(path, previous, next, options);
  return {
    path,
    tree,
    change: wordOf(previous, content, next === undefined && !shared),
    content,
    ...(previous === undefined ? {} : { previous }),
  };
}

/** A request keeps the comments and the form that people gave it; everything else is written as it renders. */
function* ownContent(
  path: string,
  previous: string | undefined,
  next: ManifestFile | undefined,
  options: CompareOptions,
): Steps<string> {
  if (
    next === undefined ||
    previous === undefined ||
    !isRequestPath(path, options.layout)
  ) {
    return next?.content ?? '';
  }
  const asked = parseRequestText(next.content, options);
  yield;
  return yield* requestText(previous, asked, next.content, options);
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
