export { recentEvents } from './recentEvents';
export { type NamedObject, workloadFinder } from './workloadFinder';
export { workloadsStatus, workloadsStatusInSteps } from './workloadsStatus';
export { versionStatus, type VersionStatus } from './versionStatus';
