export * from './renderWithApi';
export * from './englishTexts';
