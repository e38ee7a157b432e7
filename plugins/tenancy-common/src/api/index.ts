export * from './causes';
export * from './changes';
export * from './differences';
export * from './views';
export * from './access';
export * from './acting';
export * from './estate';
export * from './deployments';
