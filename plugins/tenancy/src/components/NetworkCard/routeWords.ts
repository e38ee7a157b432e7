import type { RouteStatus } from '@groundwork/engine';
import type { Texts } from '../../translations';

/** What a route's state means to the one who calls it. */
export function routeWord(route: RouteStatus, t: Texts): string {
  switch (route.state) {
    case 'Healthy':
      return t('network.serving');
    case 'Degraded':
    case 'Missing':
      return route.native.includes('PartiallyInvalid')
        ? t('network.partlyServing')
        : t('network.notServing');
    default:
      return t(`states.${route.state}`);
  }
}

/** What to call a route: its hostnames, or its own name where it takes its listener's. */
export function routeTitle(route: RouteStatus): string {
  return route.hostnames.length > 0
    ? route.hostnames.join(', ')
    : route.ref.name;
}
