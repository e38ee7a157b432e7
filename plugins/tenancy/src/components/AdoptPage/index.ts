export * from './AdoptPage';
