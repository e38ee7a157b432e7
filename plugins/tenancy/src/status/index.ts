export * from './errors';
export * from './freshness';
export * from './menders';
export * from './owners';
