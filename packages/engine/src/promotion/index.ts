export * from './branches';
export * from './differences';
export * from './message';
