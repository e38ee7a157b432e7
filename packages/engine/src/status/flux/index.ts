export { fluxStatus, isByFlux, isOfFlux } from './fluxStatus';
export { fluxSource, fluxTarget, type FluxTarget } from './target';
export { inventoryOf, withInventory, type InventoryEntry } from './inventory';
