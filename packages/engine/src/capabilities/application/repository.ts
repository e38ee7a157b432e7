import { ApplicationRequest } from './request';

/**
 * Whether two addresses are the same repository to Argo CD: `.git`, a slash at the end and the case of the host don't matter.
 */
export function sameRepository(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

function normal(address: string): string {
  const text = address.replace(/\/+$/, '').replace(/\.git$/, '');
  const match = /^([a-z]+:\/\/)?((?:[^@/]+@)?[^/:]+)(.*)$/.exec(text);
  return match ? `${match[1] ?? ''}${match[2].toLowerCase()}${match[3]}` : text;
}

/**
 * The repositories an Application request reads, over all its environments. Each must be in the tenant's AppProject.
 *
 * @public
 */
export function sourceReposOf(request: ApplicationRequest): string[] {
  const { sources, overrides } = request.spec;
  const all = [
    ...sources,
    ...Object.values(overrides).flatMap(override => override.sources ?? []),
  ];
  return [...new Set(all.map(source => source.repo))].sort();
}
