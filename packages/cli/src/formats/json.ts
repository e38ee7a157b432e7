import { Located } from '../located';

/** Findings as a JSON array: each as the engine gives it, with `path` and `line` where it is about a file. */
export function json(findings: readonly Located[]): string {
  const items = findings.map(({ finding, path, line }) => ({
    ...finding,
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line }),
  }));
  return `${JSON.stringify(items, undefined, 2)}\n`;
}
