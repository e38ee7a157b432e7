import { KubernetesObject } from '../../model';
import type { Environment } from '../../platform';

/** A tenant in one environment, as far as it is there. */
export interface TenantPart {
  environment: Environment;
  namespace: string;
  find(
    group: string,
    kind: string,
    name: string,
    namespace?: string,
  ): KubernetesObject | undefined;
  list(group: string, kind: string): readonly KubernetesObject[];
}
