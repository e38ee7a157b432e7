export { letOthers } from './letOthers';
