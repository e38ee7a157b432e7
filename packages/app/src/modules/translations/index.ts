export * from './translationsModule';
