export * from './duration';
export * from './useTicking';
