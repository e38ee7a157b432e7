export * from './platform';
export * from './PlatformError';
export * from './parsePlatform';
export * from './environment';
export * from './tier';
