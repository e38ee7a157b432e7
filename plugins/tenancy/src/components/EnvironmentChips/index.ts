export * from './EnvironmentChips';
export * from './useEnvironmentInUrl';
