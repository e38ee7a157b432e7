export * from './request';
export * from './probe';
export * from './port';
export * from './effective';
export * from './workloadObjects';
export * from './workloadCapability';
