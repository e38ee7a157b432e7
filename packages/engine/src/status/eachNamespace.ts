import { CardProblem, Snapshot, isKnown, lastValue } from '../model';
import { Environment, kindsOf } from '../platform';
import { ClusterView } from '../snapshot/clusterView';
import { TenantSubject, environmentsOf, namespacesOf } from './namespaces';
import { StatusOptions } from './sync';
import { whyUnknown } from './unknown';

/** One namespace of a tenant, with the view and the time of its cluster. */
export interface NamespaceContext {
  tenant: string;
  namespace: string;
  environment: Environment;
  view: ClusterView;
  /** What the cluster's own clock says, in milliseconds since the epoch. */
  now: number;
}

/** The namespaces of a tenant, in the order of environments. Where they can't be read, that is among the problems. */
export function* eachNamespace(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  { platform, facts, now }: StatusOptions,
  problems: CardProblem[],
): Iterable<NamespaceContext> {
  const subject = typeof tenant === 'string' ? { name: tenant } : tenant;
  for (const environment of environmentsOf(subject, snapshot, platform)) {
    const { cluster, name } = environment;
    const known = namespacesOf(subject.name, snapshot, environment, platform);
    if (!isKnown(known)) {
      problems.push({ environment: name, why: whyUnknown(known) });
    }
    const names = (lastValue(known) ?? [])
      .map(({ metadata }) => metadata.name)
      .sort();
    for (const namespace of names) {
      yield {
        tenant: subject.name,
        namespace,
        environment,
        view: new ClusterView(snapshot, cluster, kindsOf(platform)),
        now: now + (facts?.clocks?.[cluster] ?? 0),
      };
    }
  }
}
