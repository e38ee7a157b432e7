import { Finding, ManifestSet, ObjectRef } from '../model';
import { compareRender, type FileChange } from '../render';
import { inOrderOf } from '../render/inOrderOf';
import { describePreview } from './describePreview';
import { manifestsInGit } from './manifestsInGit';
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
  /** `HandEdited`, and `RemovalNotConfirmed` for what goes away unasked. */
  findings: readonly Finding[];
}

/**
 * Compares what requests render to with what Git holds: words, files, and what goes away.
 *
 * @param options - `present`: the files in Git by path, of all paths of `next` and `before`; `next`: what the requests render
 *   to after the change; `before`: what they render to as Git holds them, of which what `next` has not is removed;
 *   `subject`: the request that is changed; `confirmed`: ids of the removals that the user has confirmed, `*` for all;
 *   `rest`: what the tenant's other requests render to, asked only where something goes away;
 *   `environments`: names in the platform's order, in which changes and removals are told
 * @public
 */
export function previewChange(options: {
  present: ReadonlyMap<string, string>;
  next: ManifestSet;
  before: ManifestSet;
  subject: ObjectRef;
  confirmed?: readonly string[];
  rest?: () => ManifestSet;
  environments?: readonly string[];
}): ChangePreview {
  const { present, next, before, subject, confirmed = [], rest } = options;
  const { environments = [] } = options;
  const compared = compareRender(present, next, before);
  const inGit = manifestsInGit([next, before], present);
  const gone = removalsOf({
    present: inGit,
    next,
    rest: { files: [] },
    confirmed: new Set(),
  });
  const removals =
    gone.length === 0
      ? []
      : removalsOf({
          present: inGit,
          next,
          rest: rest?.() ?? { files: [] },
          confirmed: new Set(
            confirmed.includes('*') ? gone.map(({ id }) => id) : confirmed,
          ),
        }).sort(inOrderOf(environments));
  return {
    changes: describePreview(inGit, next, compared.files, environments),
    files: compared.files,
    removals,
    findings: [...compared.findings, ...unconfirmed(removals, subject)],
  };
}
