export * from './api';
export * from './routes';
export * from './legacyPlugin';
export * from './legacyFields';
