import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Finding } from '@groundwork/engine';

const ORDER = { error: 0, warning: 1, info: 2 };

/** Findings, worst first. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

/** The findings that forbid a proposal. */
export function blockers(view: PreviewView): Finding[] {
  return view.findings.filter(({ severity }) => severity === 'error');
}
