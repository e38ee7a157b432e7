export * from './changes';
export * from './FixtureTenancyApi';
export * from './drift';
export * from './platform';
export * from './previews';
export * from './statuses';
export * from './tenants';
export * from './responseError';
