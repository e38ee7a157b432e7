export { tierFieldOptions, tierField } from './Tier';
