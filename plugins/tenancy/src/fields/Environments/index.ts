export * from './environmentsField';
