export { ownerFieldOptions, ownerField } from './Owner';
