export * from './StateIcon';
export * from './StateMark';
export * from './states';
