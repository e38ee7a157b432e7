import {
  type Environment,
  isKnown,
  type Known,
  lastValue,
  type Platform,
  type SelectedApplication,
  whyUnknown,
} from '@groundwork/engine';
import { fieldsOf, type Hints } from '../tenants/entityHints';
import {
  type Applications,
  isMeant,
  type OwnApplication,
} from './applications';
import { environmentOf } from './basePlatform';
import type { FluxObjects, OwnFlux } from './fluxObjects';
import { mapKnown } from './known';
import type { Place } from './placesOf';
import type { ScopedSnapshot } from './ScopedSnapshot';

const NO_PROJECTS =
  'nothing that is mapped to this owner delivers here: of Argo CD no project is (tenancy.unmanaged.owners[].projects), and of Flux what lies in its namespaces or is named (flux)';

const NO_PROJECT_OF_THESE =
  'none of the Applications that its annotations name is shown: no project of Argo CD is mapped to this owner (tenancy.unmanaged.owners[].projects)';

const NONE_OF_THESE =
  'no Application deploys here that is called as its annotations say and is mapped to this owner; others are not looked at. Check argocd/app-name and the other annotations of argocd/, or ask the platform team, whose setup page says why';

const NO_APPLICATION =
  'no Application that is mapped to this owner deploys here, and nothing of Flux delivers here; others are not looked at';

const NO_FLUX =
  'nothing of Flux delivers here that is called as its annotations say and is mapped to this owner: what lies outside of its namespaces is named in tenancy.unmanaged.owners[].flux';

/** Stands for the namespace of an Argo CD where it is not known which one it is: none can be called so, and holds no project. */
const UNKNOWN = 'unknown.invalid';

/** What delivers to a place, of what an entity means and its owner may see. */
export interface Delivered {
  applications: Known<readonly OwnApplication[]>;
  flux: Known<readonly OwnFlux[]>;
  /** Why there may be nothing, in a sentence. */
  none: string;
}

/**
 * What delivers to a place: what the entity names of Argo CD and of Flux, or all that there is where it names nothing. Where nothing is
 * there of what it names of Flux, Applications count as if it named nothing: labels of Flux may be what is left of former times.
 */
export function deliveredTo(
  { cluster, namespace }: Place,
  hints: Hints,
  world: { applications: Applications; flux: FluxObjects },
): Delivered {
  const { applications, flux } = world;
  const byFlux = hints.flux
    ? flux.named(cluster, namespace, hints.flux)
    : flux.into(cluster, namespace);
  const isDelivered =
    hints.applications === undefined && (lastValue(byFlux) ?? []).length > 0;
  const byArgoCd = mapKnown(
    applications.into(cluster, namespace, isDelivered),
    all =>
      all.filter(
        each =>
          hints.applications === undefined || isMeant(each, hints.applications),
      ),
  );
  const isFlux =
    hints.flux !== undefined && (!isKnown(byFlux) || byFlux.value.length > 0);
  const isArgoCd =
    hints.applications !== undefined || !isFlux || !isKnown(byFlux);
  // Rights for Flux need not be there where nobody thinks of it.
  const isAway = !isKnown(byFlux) && byFlux.unknown !== 'forbidden';
  const isMissed = isAway && !hints.applications && !applications.isMapped;
  const nothing = { value: [], asOf: Date.now(), source: 'nothing' };
  return {
    applications: isArgoCd ? byArgoCd : nothing,
    // What nobody named is shown where it is there; where it can't be read it need not be.
    flux: isFlux || isMissed || (isDelivered && !hints.flux) ? byFlux : nothing,
    none: isKnown(byFlux)
      ? noneOf(hints, applications.isMapped)
      : `nothing is known that delivers here, and what Flux does is not: ${whyUnknown(
          byFlux,
        )}`,
  };
}

/** Why nothing delivers there, to its owner: it tells nothing of what is not theirs. */
function noneOf(hints: Hints, isMapped: boolean): string {
  const unnamed = hints.flux ? [] : [isMapped ? NO_APPLICATION : NO_PROJECTS];
  const named = isMapped ? NONE_OF_THESE : NO_PROJECT_OF_THESE;
  return [
    ...(hints.applications ? [named] : unnamed),
    ...(hints.flux ? [NO_FLUX] : []),
  ].join('; ');
}

/** Both, each with where it comes from: Applications with their Argo CD, and with the place under the name that this has for it. */
export function selectedOf(
  place: Place,
  { applications, flux }: Delivered,
  world: { base: Platform; snapshot: ScopedSnapshot },
): Known<readonly SelectedApplication[]> {
  const { base, snapshot } = world;
  return joined(
    mapKnown(applications, all =>
      all.flatMap(({ object, home, argocd }) => {
        const scoped = snapshot.application(object, home);
        const { server, name } = fieldsOf(fieldsOf(object.spec).destination);
        const destination: Environment['argocd']['destination'] =
          typeof server === 'string' && server !== ''
            ? { server }
            : { name: String(name) };
        const environment = environmentOf(base, place, {
          argocd: argocd ?? { cluster: home, namespace: UNKNOWN },
          destination,
        });
        return scoped ? [{ object: scoped, environment }] : [];
      }),
    ),
    mapKnown(flux, all =>
      all.map(({ object, source }) => ({
        object,
        environment: environmentOf(base, place),
        ...(source ? { source } : {}),
      })),
    ),
  );
}

/** Two lists as one, which is known where both are. */
function joined<T>(
  one: Known<readonly T[]>,
  other: Known<readonly T[]>,
): Known<readonly T[]> {
  const value = [...(lastValue(one) ?? []), ...(lastValue(other) ?? [])];
  const ages = [one, other].flatMap(known =>
    isKnown(known) ? known.asOf : known.last?.asOf ?? [],
  );
  const asOf = Math.min(...ages, Date.now());
  const unread = [one, other].find(known => !isKnown(known));
  if (!unread || isKnown(unread)) {
    return { value, asOf, source: one.source };
  }
  const { last: _, ...why } = unread;
  return { ...why, ...(value.length > 0 ? { last: { value, asOf } } : {}) };
}
