export * from './model';
export * from './platform';
export * from './names';
