import { KubernetesObject, PolicyEnforcement } from '../../../model';
import { Environment } from '../../../platform';
import { ClusterView } from '../../../snapshot/clusterView';
import { ParentRef } from '../../../kinds/gateway/parentRef';

/** What every hop of a route is computed from. */
export interface HopContext {
  route: KubernetesObject;
  view: ClusterView;
  environment: Environment;
  /** Whether anybody enforces the policies of the cluster. */
  enforcement: PolicyEnforcement;
  now: number;
}

/** What the hops towards one parent are computed from. */
export interface ParentContext extends HopContext {
  ref: ParentRef;
  /** The Gateway behind the parent, when it exists and could be read. */
  gateway?: KubernetesObject;
  /** Name of the controller of its class, where that could be read. */
  controllerName?: string;
}
