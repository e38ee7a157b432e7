export { recentEvents } from './recentEvents';
export { workloadFinder } from './workloadFinder';
export { workloadsStatus } from './workloadsStatus';
export { versionStatus, type VersionStatus } from './versionStatus';
