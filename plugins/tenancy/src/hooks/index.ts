export * from './answers';
export * from './chosenPlace';
export * from './links';
