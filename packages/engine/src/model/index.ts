export * from './object';
export * from './known';
export * from './fields';
export * from './snapshot';
export * from './facts';
export * from './finding';
export * from './manifest';
export * from './status';
