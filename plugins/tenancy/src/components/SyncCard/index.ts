export * from './SyncCard';
