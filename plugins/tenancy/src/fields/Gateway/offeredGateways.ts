import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';

/** A gateway as the platform describes it to forms. */
export type OfferedGateway =
  PlatformView['environments'][number]['gateways'][number];

/** The gateways that all of the environments have, with a listener of a wanted protocol. */
export function offeredGateways(
  platform: PlatformView,
  environments: readonly string[],
  protocols: readonly string[] = [],
): OfferedGateway[] {
  const [first, ...rest] = platform.environments.filter(
    ({ name }) => environments.length === 0 || environments.includes(name),
  );
  if (!first) {
    return [];
  }
  return first.gateways.filter(
    gateway =>
      rest.every(environment =>
        environment.gateways.some(({ name }) => name === gateway.name),
      ) &&
      (protocols.length === 0 ||
        gateway.listeners.some(({ protocol }) => protocols.includes(protocol))),
  );
}
