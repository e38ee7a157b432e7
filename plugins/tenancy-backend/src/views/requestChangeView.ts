import type {
  PreviewView,
  RequestChangeView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { isRequestPath, type Layout } from '@groundwork/engine';

/** What is told of a change that is not of a form: what it writes, and what speaks against it. */
export function requestChangeView(
  { changes, findings, files, removals }: PreviewView,
  layout: Layout,
): RequestChangeView {
  const asked = files.filter(({ path }) => isRequestPath(path, layout));
  const rendered = files.filter(({ path }) => !isRequestPath(path, layout));
  return {
    changes,
    findings,
    removals,
    // The request itself says most, and in the fewest lines.
    files: [...asked, ...rendered].filter(({ change }) => change !== 'same'),
  };
}
