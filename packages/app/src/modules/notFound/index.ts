export * from './notFoundModule';
