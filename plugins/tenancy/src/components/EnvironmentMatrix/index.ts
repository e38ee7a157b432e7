export * from './EnvironmentMatrix';
