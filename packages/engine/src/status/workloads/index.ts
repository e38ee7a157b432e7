export { workloadsStatus } from './workloadsStatus';
export { versionStatus, type VersionStatus } from './versionStatus';
