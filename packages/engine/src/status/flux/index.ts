export { fluxStatus } from './fluxStatus';
export { isByFlux, isOfFlux } from './isOfFlux';
export { fluxSource, fluxTarget, type FluxTarget } from './target';
