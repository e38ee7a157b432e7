export * from './ref';
export * from './useTexts';
