export * from './CompactCard';
