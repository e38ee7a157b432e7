export * from './RequestList';
export * from './RequestsCard';
