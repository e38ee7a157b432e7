import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import { isKnown, type Snapshot } from '@groundwork/engine';
import type { Look } from '../unmanaged/createLook';
import { Scopes } from '../unmanaged/Scopes';
import { AWAY } from './clusterSetup';

/** Of more the page says no more. */
const MOST_OWNERS = 200;
const MOST_NAMESPACES = 50;

/** Whom configuration maps to what: the namespaces that are there, or why there are none. */
export function ownersOf({
  options,
  snapshot,
  isManaged,
}: Pick<Look, 'options' | 'isManaged'> & {
  snapshot: Snapshot;
}): SetupView['owners'] {
  const scopes = new Scopes({ options, snapshot, isManaged });
  const owners = [...new Set(options.owners.map(({ owner }) => owner))];
  return owners.slice(0, MOST_OWNERS).map(owner => {
    const namespaces: string[] = [];
    const away: string[] = [];
    for (const [cluster, area] of scopes.of(owner)) {
      // What was never read says nothing of what is there.
      if (isAway(cluster, snapshot)) {
        away.push(cluster);
      }
      namespaces.push(
        ...area.namespaces
          .names()
          .filter(name => !away.includes(cluster) || area.namespaces.get(name))
          .map(name => `${cluster}/${name}`),
      );
    }
    const entries = options.owners.filter(each => each.owner === owner);
    const projects = entries.flatMap(each => each.projects);
    const flux = [...new Set(entries.flatMap(each => each.flux))];
    return {
      owner,
      namespaces: namespaces.slice(0, MOST_NAMESPACES),
      projects: [...new Set(projects)].slice(0, MOST_NAMESPACES),
      ...(flux.length > 0 ? { flux: flux.slice(0, MOST_NAMESPACES) } : {}),
      ...(namespaces.length === 0 ? { why: whyNone(away) } : {}),
    };
  });
}

function isAway(cluster: string, snapshot: Snapshot): boolean {
  const known = snapshot.list({ cluster, group: '', kind: 'Namespace' });
  return !isKnown(known) && [...AWAY, 'notWatched'].includes(known.unknown);
}

function whyNone(away: readonly string[]): string {
  return away.length > 0
    ? `Not known: what ${away.slice(0, 5).join(', ')}${
        away.length > 5 ? ` and ${away.length - 5} more` : ''
      } holds is not read yet, or not readable. Elsewhere none of its namespaces is there, or they are tenants already.`
    : 'None of its namespaces is there, can be read, or is not a tenant already.';
}
