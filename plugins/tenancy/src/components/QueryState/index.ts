export * from './LoadingLines';
export * from './NoTenant';
export * from './QueryProblem';
