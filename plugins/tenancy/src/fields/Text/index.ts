export * from './textField';
