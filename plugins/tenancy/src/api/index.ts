export * from './TenancyApi';
export * from './tenancyApiRef';
export * from './TenancyClient';
