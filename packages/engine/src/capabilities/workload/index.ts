export type {
  WorkloadOverride,
  WorkloadRequest,
  WorkloadSpec,
} from './request';
export type { Probe as WorkloadProbe, Probes as WorkloadProbes } from './probe';
export type { WorkloadPort } from './port';
export { workloadCapability } from './workloadCapability';
