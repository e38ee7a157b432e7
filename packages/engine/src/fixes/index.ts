export type { Fix, FixOption, FixRisk } from './Fix';
export type { FixStatuses } from './FixContext';
export { fixesInSteps } from './fixesInSteps';
export type { TrialOptions } from './Trial';
