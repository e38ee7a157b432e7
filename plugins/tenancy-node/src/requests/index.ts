export * from './assertOneTenant';
export * from './groupsOf';
export * from './ownerFindings';
export * from './pathsFor';
export * from './requestFinding';
export * from './withLastEditor';
