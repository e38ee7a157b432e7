export * from './variablesField';
