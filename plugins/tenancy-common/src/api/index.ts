export * from './differences';
export * from './views';
