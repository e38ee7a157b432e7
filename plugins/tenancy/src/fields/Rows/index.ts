export * from './rowsField';
