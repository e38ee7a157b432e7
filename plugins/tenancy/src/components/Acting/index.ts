export { EnvironmentActionBar } from './EnvironmentActionBar';
