import { Located } from '../located';

/** The same about the same line once, however often a base is used; what was not checked, once for each cause and not once for each object, with how often it came. */
export function onceEach(findings: readonly Located[]): Located[] {
  const counts = new Map<string, number>();
  for (const { finding } of findings) {
    if (finding.code === 'NotChecked') {
      const { message } = finding;
      counts.set(message, (counts.get(message) ?? 0) + 1);
    }
  }
  const seen = new Set<string>();
  return findings.flatMap(item => {
    const { finding, path, line } = item;
    if (finding.code !== 'NotChecked') {
      const key = JSON.stringify([finding.code, path, line, finding.message]);
      const isNew = path === undefined || !seen.has(key);
      seen.add(key);
      return isNew ? [item] : [];
    }
    if (seen.has(finding.message)) {
      return [];
    }
    seen.add(finding.message);
    const more = (counts.get(finding.message) ?? 1) - 1;
    return [
      more === 0
        ? item
        : {
            ...item,
            finding: {
              ...finding,
              message: `${finding.message} (and ${more} more)`,
            },
          },
    ];
  });
}
