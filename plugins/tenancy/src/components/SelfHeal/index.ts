export { SelfHealButtons } from './SelfHealButtons';
