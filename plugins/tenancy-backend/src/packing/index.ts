export { packable } from './packable';
