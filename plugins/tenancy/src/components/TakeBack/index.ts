export * from './CauseTakeBack';
export { TakeBackButton } from './TakeBackButton';
