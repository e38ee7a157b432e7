import { KubernetesObject, UnknownEntry } from '@groundwork/engine';

/** What one cluster answered. */
export interface LiveCluster {
  cluster: string;
  objects: KubernetesObject[];
  /** Kinds that could not be read, or the whole cluster. */
  unknowns: UnknownEntry[];
  /** Absent when they could not be read. */
  crds?: KubernetesObject[];
  /** Milliseconds since the epoch. */
  asOf: number;
}
