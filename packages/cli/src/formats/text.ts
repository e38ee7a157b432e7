import { Located } from '../located';

/**
 * Findings for people: by file, each with what to do about it, then how many there are.
 *
 * @param hasOwners - whether it is known who can do it
 */
export function text(findings: readonly Located[], hasOwners = true): string {
  const groups = new Map<string, Located[]>();
  for (const item of findings) {
    const title = item.path ?? whereOf(item);
    groups.set(title, [...(groups.get(title) ?? []), item]);
  }
  const blocks = [...groups].map(
    ([title, items]) =>
      `${title}\n${items.map(item => entry(item, hasOwners)).join('\n')}`,
  );
  return [...blocks, summary(findings)].join('\n\n').concat('\n');
}

function entry({ finding, line }: Located, hasOwners: boolean): string {
  const { severity, code, field, message, fix, fixableBy } = finding;
  const at = [line === undefined ? '' : `line ${line}`, field ?? '']
    .filter(part => part !== '')
    .join(', ');
  return [
    `  ${severity} ${code}${at ? ` (${at})` : ''}`,
    `    ${message}`,
    `    ${fix}${hasOwners ? ` [${fixableBy}]` : ''}`,
  ].join('\n');
}

function whereOf({ finding: { subject } }: Located): string {
  const { cluster, kind, namespace, name } = subject;
  const place = cluster === '' ? '' : `${cluster}: `;
  return `${place}${kind}${
    name ? ` ${namespace ? `${namespace}/` : ''}${name}` : ''
  }`;
}

function summary(findings: readonly Located[]): string {
  const count = (severity: string) =>
    findings.filter(({ finding }) => finding.severity === severity).length;
  const parts = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    plural(count('info'), 'note'),
  ];
  return findings.length === 0 ? 'Nothing found.' : parts.join(', ');
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
