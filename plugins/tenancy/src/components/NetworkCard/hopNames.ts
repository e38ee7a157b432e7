import type { Hop } from '@groundwork/engine';

/** Hop kinds as people call them. */
export const HOP_NAMES: Record<Hop['kind'], string> = {
  dns: 'DNS',
  address: 'Address',
  gateway: 'Gateway',
  listener: 'Listener',
  route: 'Route',
  service: 'Service',
  endpoints: 'Endpoints',
  policy: 'Policy',
};
