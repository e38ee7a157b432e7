export { TakeBackButton } from './TakeBackButton';
