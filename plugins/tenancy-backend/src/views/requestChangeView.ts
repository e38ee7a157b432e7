import type {
  PreviewView,
  RequestChangeView,
} from '@groundwork/backstage-plugin-tenancy-common';

/** What is told of a change that is not of a form: what it writes, and what speaks against it. */
export function requestChangeView({
  changes,
  findings,
  files,
  removals,
}: PreviewView): RequestChangeView {
  return {
    changes,
    findings,
    removals,
    files: files.filter(({ change }) => change !== 'same'),
  };
}
