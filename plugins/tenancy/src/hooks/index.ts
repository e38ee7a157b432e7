export * from './answers';
export * from './links';
