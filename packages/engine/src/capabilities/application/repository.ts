import { ApplicationRequest } from './request';

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
