import type { Selector } from '@groundwork/engine';

/** Labels of workloads that entities name most: by these objects are found without a walk over all. */
export const INDEXED = [
  'backstage.io/kubernetes-id',
  'app.kubernetes.io/name',
  'kustomize.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/name',
];

/** Whether a selector names one of them with its value. */
export function isIndexed({ matchLabels = {} }: Selector): boolean {
  return INDEXED.some(key => Object.hasOwn(matchLabels, key));
}
