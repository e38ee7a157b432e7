import { ApplicationStatus, KubernetesObject } from '../../model';

/** Whether an object is one of those that Flux delivers by. */
export function isOfFlux({ apiVersion }: KubernetesObject): boolean {
  return /^(kustomize|helm)\.toolkit\.fluxcd\.io\//.test(apiVersion);
}

/** Whether what a status of the sync card is of is delivered by Flux. */
export function isByFlux({ ref }: Pick<ApplicationStatus, 'ref'>): boolean {
  return ref.group.endsWith('.toolkit.fluxcd.io');
}
