export * from './Elapsed';
export * from './RelativeTime';
