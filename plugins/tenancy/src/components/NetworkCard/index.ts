export * from './NetworkCard';
