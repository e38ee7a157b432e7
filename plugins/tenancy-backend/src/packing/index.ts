export { fnv1a } from './fnv1a';
export { isShelved } from './isShelved';
export { packable, packedShelves, packRead } from './packable';
