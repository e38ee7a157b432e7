export { tenancyPlugin as default } from './plugin';
export * from './api';
export * from './routes';
