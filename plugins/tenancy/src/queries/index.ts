export * from './useLiveQuery';
export * from './useTenancyQueries';
