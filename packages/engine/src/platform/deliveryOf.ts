import type { Delivery } from './Delivery';
import type { Environment } from './environment';
import type { Platform } from './platform';

/** The delivery that Groundwork brings, and that environments have which name none. */
export const builtInDelivery = 'argocd';

/**
 * The delivery of an environment that an extension brings; undefined where it is Argo CD.
 *
 * @public
 */
export function deliveryOf(
  { deliveries = [] }: Pick<Platform, 'deliveries'>,
  { delivery }: Pick<Environment, 'delivery'>,
): Delivery | undefined {
  return deliveries.find(({ name }) => name === delivery.name);
}

/**
 * Whether Argo CD serves an environment.
 *
 * @public
 */
export function usesArgoCd({
  delivery,
}: Pick<Environment, 'delivery'>): boolean {
  return delivery.name === builtInDelivery;
}
