export * from './BrokenOfMine';
