export * from './ref';
export * from './resource';
