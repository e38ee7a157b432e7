export * from './check';
export * from './checkOptions';
export * from './redactEvidence';
export { projectRefusals } from './rules/projectRefusals';
