export * from './kindRules';
