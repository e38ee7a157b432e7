export * from './WorkloadsCard';
