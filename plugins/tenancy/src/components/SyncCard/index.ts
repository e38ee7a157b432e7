export * from './applications';
export * from './SyncCard';
