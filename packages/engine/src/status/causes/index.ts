export { causesInSteps, causesOf } from './causesOf';
export type { TenantCards } from './causesOf';
