export { inTurns } from './inTurns';
export { letOthers } from './letOthers';
