export * from './api';
export { isTenancyAvailable } from './entities';
export * from './routes';
export * from './legacyPlugin';
export * from './legacyFields';
