export * from './platform';
export * from './environment';
export * from './tier';
