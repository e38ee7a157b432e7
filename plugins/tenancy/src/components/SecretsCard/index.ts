export * from './SecretsCard';
