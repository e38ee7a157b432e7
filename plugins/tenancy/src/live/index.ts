export * from './LiveQuery';
export * from './LiveQueries';
export * from './useLiveQuery';
