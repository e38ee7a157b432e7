import { KindRegistry, defaultKinds } from '../kinds';
import type { Environment } from './environment';
import type { Platform } from './platform';

/**
 * The kinds that a platform knows: those that Groundwork brings, unless modules of the platform brought further ones
 * (`withKinds`, given to `parsePlatform`). What the environment does not offer to teams is a kind of the platform's there; without one,
 * what no environment offers.
 *
 * @public
 */
export function kindsOf(
  {
    kinds = defaultKinds,
    environments,
  }: Pick<Platform, 'kinds' | 'environments'>,
  environment?: Pick<Environment, 'scaling'>,
): KindRegistry {
  const offering = environment ? [environment] : environments;
  return offering.some(({ scaling }) => scaling) ? kinds : withoutOffers(kinds);
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
