export * from './platform';
export * from './PlatformError';
export * from './parsePlatform';
export * from './environment';
export { tierSchema, type Tier } from './tier';
export * from './platformSection';
