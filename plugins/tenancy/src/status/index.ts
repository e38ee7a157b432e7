export * from './counted';
export * from './errors';
export * from './freshness';
export * from './isolationStates';
export * from './fixableBy';
export * from './owners';
export * from './plainReason';
export * from './quiet';
