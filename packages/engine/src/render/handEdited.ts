import { Finding, ManifestFile, ManifestSet } from '../model';
import { renderedFrom, withCurrentHead } from '../manifests/fileHead';
import { rendererVersion } from '../names';
import { FindingsError } from '../request';
import type { Layout } from '../request/layout';
import { isRequestPath, treeOf } from '../request/paths';
import { Steps, finish } from '../steps';
import { asNamed } from './asNamed';
import { mergeShared } from './mergeShared';

/**
 * Files in Git that are not what their requests render to: `HandEdited`, where the next change would undo an edit by hand, and
 * `RenderedByOlderVersion`, once for each request whose files only have to be rendered again.
 *
 * @param before - what the requests in Git render to
 * @public
 */
export function handEdited(
  present: ReadonlyMap<string, string>,
  before: ManifestSet,
  layout: Layout,
): Finding[] {
  return finish(handEditedInSteps(present, before, layout));
}

/** As {@link handEdited}, in steps of a file each. */
export function* handEditedInSteps(
  present: ReadonlyMap<string, string>,
  before: ManifestSet,
  layout: Layout,
): Steps<Finding[]> {
  const findings: Finding[] = [];
  const older = new Map<string, string[]>();
  for (const file of asNamed(before.files, present)) {
    const previous = present.get(file.path);
    const expected = expectedOf(file, previous);
    if (typeof expected !== 'string') {
      findings.push(...expected);
      // A request written by hand, or with the defaults of another version, is no edit of what was rendered.
    } else if (previous !== expected && !isRequestPath(file.path, layout)) {
      if (previous !== undefined && withCurrentHead(previous) === expected) {
        const source = renderedFrom(previous) ?? file.path;
        older.set(source, [...(older.get(source) ?? []), file.path]);
      } else {
        findings.push(edited(file, previous));
      }
    }
    yield;
  }
  return [
    ...findings,
    ...[...older].map(each => renderedByOlderVersion(each, layout)),
  ];
}

/** What a file should hold, or why nobody can say. */
function expectedOf(
  file: ManifestFile,
  previous: string | undefined,
): string | readonly Finding[] {
  if (!file.shared) {
    return file.content;
  }
  try {
    return mergeShared(file.path, previous, undefined, file.content, file.tree);
  } catch (error) {
    if (error instanceof FindingsError) {
      return error.findings;
    }
    throw error;
  }
}

function edited(
  { path, tree }: ManifestFile,
  previous: string | undefined,
): Finding {
  return {
    code: 'HandEdited',
    severity: 'warning',
    subject: { cluster: 'git', group: '', kind: 'File', name: path },
    field: path,
    message:
      previous === undefined
        ? `${path} is missing: its request renders to it.`
        : `${path} is not what its request renders to: ${whoWrote(previous)}.`,
    fix: 'Change the request, or put what stays by hand under patches/; then render again.',
    fixableBy: tree === 'tenants' ? 'tenant' : 'platform',
    evidence: [],
  };
}

const versions = /^\s+["']?\S+\/renderer["']?:\s*["']?([^"'\s]+)/gm;

/** Objects tell the version that rendered them; some files hold none. */
function whoWrote(content: string): string {
  const found = [...content.matchAll(versions)].map(([, version]) => version);
  return found.length > 0 && found.every(each => each === rendererVersion)
    ? 'somebody edited it'
    : 'somebody edited it, or it was rendered by another version';
}

function renderedByOlderVersion(
  [source, paths]: readonly [string, readonly string[]],
  layout: Layout,
): Finding {
  const files =
    paths.length === 1 ? `${paths[0]} was` : `${paths.length} files were`;
  return {
    code: 'RenderedByOlderVersion',
    severity: 'info',
    subject: { cluster: 'git', group: '', kind: 'File', name: source },
    field: paths[0],
    message: `${files} rendered from ${source} by an older version. Nobody edited them, and their objects are the same.`,
    fix: 'Render them again: groundwork render, or the action tenancy:render. Any change of the request does it too.',
    fixableBy: treeOf(source, layout) === 'tenants' ? 'tenant' : 'platform',
    evidence: [],
  };
}
