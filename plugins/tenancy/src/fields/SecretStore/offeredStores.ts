import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';

/** A secret store as the platform describes it to forms. */
type OfferedStore =
  PlatformView['environments'][number]['secretStores'][number];

/** The stores that all of the environments have; of all of the platform where none is chosen. */
export function offeredStores(
  platform: PlatformView,
  environments: readonly string[],
): OfferedStore[] {
  const [first, ...rest] = platform.environments.filter(
    ({ name }) => environments.length === 0 || environments.includes(name),
  );
  return (first?.secretStores ?? []).filter(({ name }) =>
    rest.every(({ secretStores }) =>
      secretStores.some(store => store.name === name),
    ),
  );
}
