import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type Capability,
  capabilityOf,
  type RequestPlace,
  rootKind,
  templateOf,
} from '@groundwork/engine';

/** The kind of a request by its place, as it is spelled. */
export function kindOf(
  { kind }: RequestPlace,
  capabilities: readonly Capability[],
): string {
  return kind === undefined
    ? rootKind({ capabilities })
    : capabilityOf(kind, capabilities)?.kind ?? kind;
}

/** What a kind is to those who show its requests. */
export function traitsOf(
  kind: string,
  capabilities: readonly Capability[],
): Pick<RequestView, 'capability'> {
  const capability = capabilityOf(kind, capabilities);
  if (!capability) {
    return {};
  }
  const template = templateOf(capability);
  return {
    capability: {
      ...(template ? { template } : {}),
      ...(capability.root ? { root: true } : {}),
    },
  };
}
