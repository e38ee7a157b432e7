export type { CustomCheck, CheckView, Placed } from './CustomCheck';
export * from './check';
export * from './checkOptions';
export * from './redactEvidence';
export { projectRefusals } from './rules/projectRefusals';
