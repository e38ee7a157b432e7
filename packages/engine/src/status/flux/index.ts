export { fluxStatus } from './fluxStatus';
export { fluxInventory, type InventoryEntry } from './inventory';
export { isByFlux, isOfFlux } from './isOfFlux';
export { fluxSource, fluxTarget, type FluxTarget } from './target';
