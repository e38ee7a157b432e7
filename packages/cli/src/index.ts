export { type Terminal } from './Terminal';
export { main } from './main';
