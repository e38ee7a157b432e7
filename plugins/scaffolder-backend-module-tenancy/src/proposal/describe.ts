import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';

/** The request a proposal is about. */
export interface Subject {
  kind: string;
  name: string;
  tenant: string;
  /** Whether the request file is new. */
  isNew: boolean;
}

/** First line of the commit and title of the pull request. */
export function titleOf({ kind, name, tenant, isNew }: Subject): string {
  const what = `${kind.toLowerCase()} ${name}`;
  const whose = name === tenant ? '' : ` of ${tenant}`;
  return `${isNew ? 'Add' : 'Change'} ${what}${whose}`;
}

/** Name of the branch; the suffix keeps two proposals for one request apart. */
export function branchOf(
  { kind, name, tenant }: Subject,
  suffix: string,
): string {
  const parts = [
    tenant,
    kind.toLowerCase(),
    ...(name === tenant ? [] : [name]),
  ];
  return `groundwork/${parts.join('-')}-${suffix}`;
}

/** Body of the pull request: what changes in words, then what a reviewer should know. */
export function bodyOf(preview: PreviewView): string {
  const findings = preview.findings.map(
    ({ severity, field, message, fix }) =>
      `- **${severity}** ${field ? `\`${field}\`: ` : ''}${message} ${fix}`,
  );
  const checked = preview.checkedLive
    ? 'Checked against the live clusters.'
    : 'Checked without the live clusters: nobody could be asked.';
  return [
    '## What changes',
    // The signs would begin lists of their own.
    preview.changes
      .map(change => `- ${change.replace(/^[-+~]/, '\\$&')}`)
      .join('\n') || 'Nothing.',
    ...(findings.length > 0 ? ['## Findings', findings.join('\n')] : []),
    checked,
  ].join('\n\n');
}
