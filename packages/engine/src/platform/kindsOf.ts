import { KindDescriptor, KindRegistry, defaultKinds } from '../kinds';
import type { Environment } from './environment';
import type { Platform } from './platform';

/**
 * The kinds that a platform knows: those that Groundwork brings, unless modules of the platform brought further ones
 * (`withKinds`, given to `parsePlatform`). What no environment offers to teams is a kind of the platform's there.
 *
 * @public
 */
export function kindsOf({
  kinds = defaultKinds,
  environments,
}: Pick<Platform, 'kinds' | 'environments'>): KindRegistry {
  return environments.some(({ scaling }) => scaling)
    ? kinds
    : withoutOffers(kinds);
}

/**
 * Whether teams may write a kind in an environment, where they may at all.
 *
 * @public
 */
export function isOffered(
  { offer }: Pick<KindDescriptor, 'offer'>,
  environment: Pick<Environment, 'scaling'>,
): boolean {
  return offer === undefined || environment[offer] !== undefined;
}

const closed = new WeakMap<KindRegistry, KindRegistry>();

/** The same for the same registry: what is derived from it is kept. */
function withoutOffers(kinds: KindRegistry): KindRegistry {
  let registry = closed.get(kinds);
  if (!registry) {
    registry = new KindRegistry(
      kinds.all.map(kind => {
        const { team: _team, ...closedKind } = kind;
        return kind.offer ? { ...closedKind, writer: 'platform' } : kind;
      }),
    );
    closed.set(kinds, registry);
  }
  return registry;
}
