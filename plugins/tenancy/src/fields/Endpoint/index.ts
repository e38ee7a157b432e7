export * from './endpointField';
