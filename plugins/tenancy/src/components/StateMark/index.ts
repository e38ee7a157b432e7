export * from './StateIcon';
export * from './StateMark';
