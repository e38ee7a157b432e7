import type { Isolation, State } from '@groundwork/engine';

/** How it is that the pods of a namespace are closed to what no policy allows. */
export const CLOSED: Record<Isolation['ingress'], State> = {
  isolated: 'Healthy',
  partly: 'Degraded',
  open: 'Degraded',
  unknown: 'Unknown',
};

/** How it is that they may ask DNS. */
export const DNS: Record<Isolation['dnsAllowed'], State> = {
  yes: 'Healthy',
  no: 'Degraded',
  unknown: 'Unknown',
};
