import { Finding, type Layout, Severity, treeOf } from '@groundwork/engine';
import { Located } from '../located';

const fixes = {
  BuildFailed:
    'Fix it. `kustomize build` on the directory reports the same error.',
  DuplicateKey: 'Remove one of them.',
  InvalidYaml: 'Correct the file, or render its request again.',
  NotJudged: 'Check it by hand, or write it as plain manifests.',
  FileOutsideRoot:
    'Move the file into the directory, or give it a Kustomization of its own: Kustomize refuses it unless it is told not to.',
  NotRead: 'Check it by hand, or remove it from the checkout.',
  NotApplied: 'Add it to the kustomization, or remove it.',
  PathNotFound: 'Correct the path, or add the directory.',
  NotAnObject: 'Add apiVersion, kind and metadata.name, or move the file.',
} as const;

const severities: Record<keyof typeof fixes, Severity> = {
  BuildFailed: 'error',
  DuplicateKey: 'warning',
  InvalidYaml: 'error',
  NotJudged: 'warning',
  FileOutsideRoot: 'warning',
  NotRead: 'warning',
  NotApplied: 'info',
  PathNotFound: 'warning',
  NotAnObject: 'error',
};

/** A finding about a file of the checkout. Whose turn it is says {@link withOwner}. */
export function fileFinding(
  code: keyof typeof fixes,
  path: string,
  message: string,
  line = 1,
  more: Partial<Finding> = {},
): Located {
  return {
    path,
    line,
    finding: {
      code,
      severity: severities[code],
      subject: { cluster: 'git', group: '', kind: 'File', name: path },
      message,
      fix: fixes[code],
      fixableBy: 'platform',
      evidence: [],
      ...more,
    },
  };
}

/** The finding, and where it is about a file, with who owns the folder that the file lies in. */
export function withOwner(found: Located, layout: Layout): Located {
  const { finding } = found;
  const { code, subject } = finding;
  if (!Object.hasOwn(fixes, code) || subject.kind !== 'File') {
    return found;
  }
  const isTeams = treeOf(subject.name, layout) === 'tenants';
  return {
    ...found,
    finding: { ...finding, fixableBy: isTeams ? 'tenant' : 'platform' },
  };
}
