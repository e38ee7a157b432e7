export * from './accessStatus';
