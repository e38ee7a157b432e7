export * from './request';
export { serviceCapability } from './serviceCapability';
