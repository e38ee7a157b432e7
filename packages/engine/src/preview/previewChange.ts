import { KindRegistry, defaultKinds } from '../kinds';
import { Finding, ManifestSet, ObjectRef } from '../model';
import type { Capability } from '../manifests';
import { type FileChange } from '../render';
import type { Layout } from '../request/layout';
import { compareRenderInSteps } from '../render/compareRender';
import { inOrderOf } from '../render/inOrderOf';
import { Steps, finish } from '../steps';
import { describePreview } from './describePreview';
import { byTree, type FilesInGit } from './filesInGit';
import { manifestsInGitInSteps } from './manifestsInGit';
import { type Removal, removalsOf, unconfirmed } from './removals';

/**
 * What a change would do to Git.
 *
 * @public
 */
export interface ChangePreview {
  /** In words, a line each; empty if nothing is written. */
  changes: string[];
  files: readonly FileChange[];
  removals: Removal[];
  /** `HandEdited`, `RenderedByOlderVersion`, and `RemovalNotConfirmed` for what goes away unasked. */
  findings: readonly Finding[];
}

/**
 * Compares what requests render to with what Git holds: words, files, and what goes away.
 *
 * @param options - `present`: the files in Git by path, of all paths of `next` and `before`, as one tree or for each of both; `next`: what the requests render
 *   to after the change; `before`: what they render to as Git holds them, of which what `next` has not is removed;
 *   `subject`: the request that is changed; `layout`: where the platform has its files; `confirmed`: ids of the removals that the user has confirmed, `*` for all;
 *   `rest`: what the tenant's other requests render to, asked only where something goes away;
 *   `environments`: names in the platform's order, in which changes and removals are told; `capabilities`: the kinds of
 *   requests there are, those of Groundwork when absent; `kinds`: those of the platform (`kindsOf`), by default those that
 *   Groundwork brings
 * @public
 */
export function previewChange(
  options: Parameters<typeof previewChangeInSteps>[0],
): ChangePreview {
  return finish(previewChangeInSteps(options));
}

/**
 * As {@link previewChange}, in steps of a file each.
 *
 * @public
 */
export function* previewChangeInSteps(options: {
  present: ReadonlyMap<string, string> | FilesInGit;
  next: ManifestSet;
  before: ManifestSet;
  subject: ObjectRef;
  layout: Layout;
  confirmed?: readonly string[];
  rest?: () => Steps<ManifestSet>;
  environments?: readonly string[];
  capabilities?: readonly Capability[];
  kinds?: KindRegistry;
}): Steps<ChangePreview> {
  const { present, next, before, subject, confirmed = [], rest } = options;
  const { environments = [], kinds = defaultKinds } = options;
  const known = {
    layout: options.layout,
    ...(options.capabilities ? { capabilities: options.capabilities } : {}),
  };
  const files: FileChange[] = [];
  const findings: Finding[] = [];
  const inGit: ManifestSet = { files: [] };
  for (const part of byTree(present, [next, before])) {
    const [own, old] = part.sets;
    const compared = yield* compareRenderInSteps(part.present, own, old, known);
    files.push(...compared.files);
    findings.push(...compared.findings);
    const found = yield* manifestsInGitInSteps(part.sets, part.present);
    inGit.files = [...inGit.files, ...found.files];
  }
  files.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  const gone = removalsOf({
    present: inGit,
    next,
    rest: { files: [] },
    confirmed: new Set(),
    kinds,
  });
  yield;
  let removals: Removal[] = [];
  if (gone.length > 0) {
    removals = removalsOf({
      present: inGit,
      next,
      rest: rest ? yield* rest() : { files: [] },
      confirmed: new Set(
        confirmed.includes('*') ? gone.map(({ id }) => id) : confirmed,
      ),
      kinds,
    }).sort(inOrderOf(environments));
    yield;
  }
  const changes = yield* describePreview(inGit, next, files, environments, {
    ...known,
    kinds,
  });
  return {
    changes,
    files,
    removals,
    findings: [...findings, ...unconfirmed(removals, subject)],
  };
}
