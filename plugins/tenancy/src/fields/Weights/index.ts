export * from './weightsField';
