export * from './check';
export * from './checkOptions';
export * from './redactEvidence';
