export * from './BrokenOfMine';
export * from './BrokenOfMineCard';
