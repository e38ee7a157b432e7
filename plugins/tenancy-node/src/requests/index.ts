export * from './expectationFinding';
export * from './groupsOf';
export * from './ownerFindings';
export * from './requestFinding';
export * from './resolveAsked';
