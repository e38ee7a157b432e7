export * from './useLiveQuery';
export * from './useTenancyQueries';
export * from './useTenancyQuery';
export * from './useTypedQuery';
