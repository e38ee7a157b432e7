import {
  type KindRegistry,
  type Platform,
  customResourceDefinitions,
  kindOfTemplate,
  kindsOf,
} from '@groundwork/engine';
import type { WantedKind } from './discoverKinds';
import { definitionObject } from './definitionObject';

/**
 * The kinds that are read of a cluster: all of them where tenants run, Argo CD's own where nothing but an Argo CD does.
 */
export function kindsFor(cluster: string, platform: Platform): WantedKind[] {
  return [
    ...keptKindsFor(cluster, platform),
    definitionKind(kindsOf(platform), platform),
  ];
}

/**
 * Those of them that are kept over a restart. Definitions are not: they weigh more than all else, and known releases stand in
 * for them.
 */
export function keptKindsFor(
  cluster: string,
  platform: Platform,
): WantedKind[] {
  const { watched } = kindsOf(platform);
  const hasTenants = platform.environments.some(
    environment => environment.cluster === cluster,
  );
  return hasTenants
    ? [...watched]
    : watched.filter(({ tellsDelivery }) => tellsDelivery);
}

/** The definitions of a cluster, with the schemas of the kinds that are read, that teams own, or that the platform adds. */
export function definitionKind(
  { watched, ofTeams }: KindRegistry,
  platform?: Pick<Platform, 'manifests'>,
): WantedKind {
  const further = (platform?.manifests.objects ?? []).map(({ object }) =>
    kindOfTemplate(object),
  );
  const groups = new Set(
    [...watched, ...ofTeams, ...further].map(({ group }) => group),
  );
  return {
    ...customResourceDefinitions,
    keep: definition => definitionObject(definition, groups),
  };
}
