export type { ScalerOverride, ScalerRequest, ScalerSpec } from './request';
export type { Trigger as ScalerTrigger } from './triggers';
export { scalerCapability } from './scalerCapability';
