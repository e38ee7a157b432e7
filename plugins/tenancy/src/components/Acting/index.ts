export { EnvironmentActionBar } from './EnvironmentActionBar';
export { wordsOf } from './wordsOf';
