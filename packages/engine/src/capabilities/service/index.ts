export type { ServiceRequest, ServiceSpec } from './request';
export { serviceCapability } from './serviceCapability';
