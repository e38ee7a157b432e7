export * from './extensions';
export * from './fairness';
export * from './git';
export * from './permissions';
export * from './platform';
export * from './proposals';
export * from './requests';
