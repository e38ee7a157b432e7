export * from './perEnvironmentField';
