export * from './ref';
export * from './resource';
export * from './useTexts';
