import {
  EnvironmentSync,
  Known,
  KubernetesObject,
  Snapshot,
  isKnown,
  lastValue,
} from '../../model';
import { Environment } from '../../platform';
import { whyUnknown } from '../unknown';
import { verdict, verdictOf, worstOf } from '../verdict';
import { fluxStatus, isOfFlux } from '../flux';
import { applicationStatus } from './applicationStatus';
import { toldOnce } from './family';
import { StatusOptions } from './StatusOptions';

/**
 * An Application that somebody selected, with where its Argo CD runs: `argocd` of the environment. Or a Kustomization or HelmRelease
 * of Flux, with its source as far as that can be read, and what that one is taken from: an empty list where there is none.
 *
 * @public
 */
export interface SelectedApplication {
  object: KubernetesObject;
  environment: Environment;
  source?: Known<readonly KubernetesObject[]>;
}

/**
 * How a namespace fares by Applications of Argo CD and objects of Flux that somebody else selected, for who has no request and no names of ours to
 * find them by: the worst decides. Where there is none it is Unknown, for `none` says why, since there may be others.
 *
 * @param known - the Applications, all of them for this namespace
 * @public
 */
export function selectedSync(
  known: Known<readonly SelectedApplication[]>,
  snapshot: Snapshot,
  environment: Environment,
  options: StatusOptions & { namespace: string; none: string },
): EnvironmentSync {
  const { namespace, none } = options;
  const selected = lastValue(known) ?? [];
  const ofArgoCd = selected.filter(({ object }) => !isOfFlux(object));
  const own = new Set(ofArgoCd.map(({ object }) => object.metadata.name));
  const applications = [
    ...toldOnce(
      ofArgoCd.map(({ object, environment: { argocd } }) =>
        applicationStatus(
          { object, layer: 'tenant', by: 'destination' },
          { ...environment, argocd },
          snapshot,
          own,
          options,
        ),
      ),
    ),
    ...selected
      .filter(({ object }) => isOfFlux(object))
      .map(({ object, source }) =>
        fluxStatus(
          { object, ...(source ? { source } : {}) },
          environment,
          snapshot,
          options,
        ),
      ),
  ].sort((a, b) => (a.ref.name < b.ref.name ? -1 : 1));
  const asOf = isKnown(known) ? known.asOf : known.last?.asOf;
  return {
    ...verdictHere(),
    environment: environment.name,
    cluster: environment.cluster,
    namespace,
    applications,
    ...(asOf === undefined ? {} : { asOf }),
  };

  function verdictHere() {
    if (!isKnown(known)) {
      return verdict('Unknown', whyUnknown(known), { fixableBy: 'platform' });
    }
    // What only follows from another Application is told there.
    const worst = worstOf([
      ...applications.filter(({ cause }) => cause === undefined),
      ...applications.filter(({ cause }) => cause !== undefined),
    ]);
    if (!worst) {
      return verdict('Unknown', none, { fixableBy: 'platform' });
    }
    return worst.state === 'Healthy' || applications.length === 1
      ? verdictOf(worst)
      : { ...verdictOf(worst), why: `${worst.ref.name}: ${worst.why}` };
  }
}
