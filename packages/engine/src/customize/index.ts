export { ofEntry } from './ofEntry';
