export * from './expectationFinding';
export * from './groupsOf';
export * from './manifestsInGit';
export * from './ownerFindings';
export * from './requestFinding';
