export * from './requestNameField';
