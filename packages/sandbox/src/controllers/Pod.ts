import { KubeObject } from './KubeObject';

interface Container {
  resources?: Partial<Record<'requests' | 'limits', Record<string, string>>>;
  ports?: Array<{ name?: string; containerPort: number }>;
}

/** What is played of a pod. */
export interface PodSpec {
  containers: Container[];
  priorityClassName?: string;
}

/** A pod, as far as it is played. */
export type Pod = KubeObject<PodSpec>;
