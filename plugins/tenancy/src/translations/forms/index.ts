export * from './formTextsOf';
export * from './ref';
export * from './useFormTexts';
