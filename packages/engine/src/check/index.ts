export * from './check';
export * from './checkOptions';
export * from './cutEvidence';
