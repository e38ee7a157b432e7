import type { JsonObject } from '@backstage/types';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { textOf } from '../shared/formData';
import type { GatewayOptions } from './schema';

/** A gateway as the platform describes it to forms. */
type OfferedGateway = PlatformView['environments'][number]['gateways'][number];

/** What a listener speaks that takes routes of a protocol. */
const LISTENERS: Record<string, string[]> = {
  HTTP: ['HTTP', 'HTTPS'],
  GRPC: ['HTTP', 'HTTPS'],
  TLS: ['TLS'],
  TCP: ['TCP', 'TLS'],
  UDP: ['UDP'],
};

/** The gateways that a form offers, by the environments that it is about and its protocol. */
export function gatewaysFor(
  platform: PlatformView,
  formData: JsonObject,
  options: GatewayOptions | undefined,
  environments: readonly string[],
): OfferedGateway[] {
  const protocol = textOf(formData, options?.protocol);
  return offeredGateways(
    platform,
    environments,
    protocol ? LISTENERS[protocol] : options?.protocols,
  );
}

/** The gateways that all of the environments have, with a listener of a wanted protocol. */
function offeredGateways(
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
