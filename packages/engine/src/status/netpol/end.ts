import { AddressRange } from './addressRange';

/** A container port of a pod. */
export interface ContainerPort {
  name?: string;
  protocol: string;
  port: number;
}

/** A pod as one end of a connection. */
export interface PodEnd {
  type: 'pod';
  namespace: string;
  namespaceLabels: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  ports: readonly ContainerPort[];
  /** What Cilium tells pods apart by, too. Absent where it is not known. */
  serviceAccount?: string;
  /** Absent where they are not known. */
  addresses?: readonly string[];
}

/** Addresses outside the cluster as one end of a connection; the evaluator takes or leaves the range as a whole. */
interface AddressEnd {
  type: 'addresses';
  range: AddressRange;
}

/** An identity that Cilium reserves and that no selector of a NetworkPolicy can name: `ingress` is its gateways'. */
interface EntityEnd {
  type: 'entity';
  entity: 'ingress';
}

/** One end of a connection. */
export type End = PodEnd | AddressEnd | EntityEnd;
