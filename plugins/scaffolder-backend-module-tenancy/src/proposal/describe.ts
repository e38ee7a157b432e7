import type {
  PreviewInput,
  PreviewView,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';

/** First line of the commit and title of the pull request. */
export function titleOf(
  { kind, name, tenant }: RequestName,
  ask: PreviewInput | undefined,
  preview: PreviewView,
): string {
  if (ask?.all) {
    return 'Render all requests again';
  }
  if (!ask) {
    return `${verbOf(ask, preview)} the guard rails`;
  }
  const what = `${kind.toLowerCase()} ${name}`;
  const whose = name === tenant ? '' : ` of ${tenant}`;
  return `${verbOf(ask, preview)} ${what}${whose}`;
}

function verbOf(ask: PreviewInput | undefined, { files }: PreviewView): string {
  if (ask?.remove) {
    return ask.request
      ? `Rename ${ask.remove.kind.toLowerCase()} ${ask.remove.name} to`
      : 'Remove';
  }
  const isNew = ask
    ? ask.expect === 'create'
    : files.every(({ change }) => change === 'added');
  return isNew ? 'Add' : 'Change';
}

/** Name of the branch; the suffix keeps two proposals for one request apart. */
export function branchOf(
  { kind, name, tenant }: RequestName,
  suffix: string,
): string {
  const parts = [
    tenant,
    kind.toLowerCase(),
    ...(name === tenant ? [] : [name]),
  ];
  return `groundwork/${parts.join('-')}-${suffix}`;
}

/** Lines that anybody reads of a pull request; hosts take some sixty thousand characters. */
const MOST_LINES = 100;
const LONGEST_LINE = 300;

/**
 * Body of the pull request: what changes in words, then what a reviewer should know.
 *
 * @param repoUrls - where a request is opened, as `publish:*` actions take it
 */
export function bodyOf(
  preview: PreviewView,
  repoUrls: readonly string[],
): string {
  const findings = preview.findings.map(
    ({ severity, field, message, fix }) =>
      `- **${severity}** ${field ? `\`${field}\`: ` : ''}${message} ${fix}`,
  );
  const checked = preview.checkedLive
    ? 'Checked against the live clusters.'
    : `Checked without the live clusters: ${whyNotLive(preview)}.`;
  return [
    '## What changes',
    // The signs would begin lists of their own.
    listed(
      preview.changes.map(change => `- ${change.replace(/^[-+~]/, '\\$&')}`),
    ) || 'Nothing.',
    ...(repoUrls.length > 1
      ? [
          `This is one change in ${repoUrls
            .map(nameOf)
            .join(' and ')}. Merge its request in each.`,
        ]
      : []),
    ...(findings.length > 0 ? ['## Findings', listed(findings)] : []),
    checked,
  ].join('\n\n');
}

/** What is more is in the files. */
function listed(lines: readonly string[]): string {
  const further = lines.length - MOST_LINES;
  return [
    ...lines
      .slice(0, MOST_LINES)
      .map(line =>
        line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line,
      ),
    ...(further > 0 ? [`- and ${further} more`] : []),
  ].join('\n');
}

/** Why no live cluster had a say. */
export function whyNotLive({ sources }: Pick<PreviewView, 'sources'>): string {
  return sources.length > 0
    ? 'none could be reached'
    : 'only the tenancy backend plugin asks them, which this portal does not have';
}

function nameOf(repoUrl: string): string {
  const { searchParams } = new URL(`https://${repoUrl}`);
  const words = searchParams.has('workspace')
    ? ['workspace', 'repo']
    : ['organization', 'project', 'owner', 'repo'];
  return words.flatMap(part => searchParams.get(part) || []).join('/');
}
