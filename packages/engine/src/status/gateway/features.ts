/**
 * Parts of Gateway API that controllers need not support, as far as conditions depend on them. All are taken for supported
 * unless they are named.
 *
 * @public
 */
export interface GatewayFeatures {
  /** Names of features that the controller lacks: `TLSRouteModeTerminate`, `TLSRouteModeMixed`. */
  unsupported?: readonly string[];
}

/** Whether the controller has a feature. */
export function supports(features: GatewayFeatures, name: string): boolean {
  return !(features.unsupported ?? []).includes(name);
}
