export * from './FindingsError';
export * from './RequestError';
export * from './Refusals';
export * from './zodFindings';
export * from './envelope';
export * from './paths';
export { defaultLayout, type Layout } from './layout';
