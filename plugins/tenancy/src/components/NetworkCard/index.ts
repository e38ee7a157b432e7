export * from './NetworkCard';
export * from './routeWords';
