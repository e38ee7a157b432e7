import { Refusals } from '../../request/Refusals';
import { Target } from '../../manifests/Target';
import { RouteParts } from './RouteParts';

/**
 * A backendRef without filters, with the API server's defaults written out so that Argo CD sees no difference.
 */
export interface BackendRef {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
  port: number;
  weight?: number;
}

/** What the backends of one route are rendered with. */
export interface BackendContext {
  refusals: Refusals;
  target: Target;
  /** The route's name. */
  name: string;
  /** Collects what the backends need beside the route. */
  parts: RouteParts;
}
