import { KubernetesObject, UnknownEntry } from '@groundwork/engine';

/** A kind that could not be read, or a whole cluster. */
export interface UnreadEntry extends UnknownEntry {
  /** Where it could be read elsewhere, or where only single namespaces were asked. */
  namespace?: string;
}

/** What one cluster answered. */
export interface LiveCluster {
  cluster: string;
  objects: KubernetesObject[];
  /** Kinds that could not be read, or the whole cluster. */
  unknowns: UnreadEntry[];
  /** Objects of kinds that nobody described, by their definitions: names and owners alone. Only where they are asked for. */
  further?: KubernetesObject[];
  /** Absent when they could not be read. */
  crds?: KubernetesObject[];
  /** The groups with their versions that it serves, as `apps/v1`; absent when it did not say. */
  apis?: string[];
  /** Milliseconds since the epoch. */
  asOf: number;
}
