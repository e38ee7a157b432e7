export * from './Details';
export * from './Reason';
