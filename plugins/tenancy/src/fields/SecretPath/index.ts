export * from './secretPathField';
