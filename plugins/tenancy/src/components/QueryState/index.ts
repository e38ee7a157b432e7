export * from './LoadingLines';
export * from './NoTenant';
export * from './NotShown';
export * from './QueryProblem';
