export * from './renderForm';
export * from './renderWithApi';
export * from './englishTexts';
