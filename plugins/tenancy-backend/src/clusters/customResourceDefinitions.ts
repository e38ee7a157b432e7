import type { WatchedKind } from '@groundwork/engine';

/**
 * The kinds that a cluster has beyond the built-in ones: watched to validate with what it really serves,
 * and to notice kinds that are installed later.
 */
export const customResourceDefinitions: WatchedKind = {
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  versions: ['v1'],
  namespaced: false,
};
