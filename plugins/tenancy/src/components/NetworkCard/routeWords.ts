import type { RouteStatus } from '@groundwork/engine';

/** What a route's state means to the one who calls it. */
export function routeWord(route: RouteStatus): string {
  switch (route.state) {
    case 'Healthy':
      return 'Serving';
    case 'Degraded':
    case 'Missing':
      return route.native.includes('PartiallyInvalid')
        ? 'Partly serving'
        : 'Not serving';
    default:
      return route.state;
  }
}

/** What to call a route: its hostnames, or its own name where it takes its listener's. */
export function routeTitle(route: RouteStatus): string {
  return route.hostnames.length > 0
    ? route.hostnames.join(', ')
    : route.ref.name;
}
