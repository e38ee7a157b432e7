export * from './applyEdit';
export type { FieldConflict } from './mergeValues';
export * from './requestText';
export * from './describeEdit';
