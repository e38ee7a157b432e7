import { Finding, Severity } from '../../model';
import { Located } from '../located';

const fixes = {
  BuildFails: 'Correct it; `kustomize build` on the directory says the same.',
  NotYaml: 'Correct the file, or render its request again.',
  NotJudged: 'Look at it by hand, or write it as plain manifests.',
  FileOutsideOfRoot:
    'Move the file into the directory, or give it a Kustomization of its own: Kustomize refuses it unless it is told not to.',
  NotRead: 'Look at it by hand, or leave it out of the checkout.',
  NotApplied: 'Add it to the Kustomization, or remove it.',
  NotAnObject: 'Give it apiVersion, kind and metadata.name, or move it away.',
} as const;

const severities: Record<keyof typeof fixes, Severity> = {
  BuildFails: 'error',
  NotYaml: 'error',
  NotJudged: 'warning',
  FileOutsideOfRoot: 'warning',
  NotRead: 'warning',
  NotApplied: 'info',
  NotAnObject: 'error',
};

/** A finding about a file of the checkout. */
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
      fixableBy: path.startsWith('tenants/') ? 'tenant' : 'platform',
      evidence: [],
      ...more,
    },
  };
}
