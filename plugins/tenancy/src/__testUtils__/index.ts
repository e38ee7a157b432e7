export * from './renderForm';
export * from './renderWithApi';
