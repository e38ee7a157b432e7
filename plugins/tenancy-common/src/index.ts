export * from './annotations';
export * from './permissions';
export * from './api';
export * from './forms';
