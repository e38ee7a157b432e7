import { KindRegistry, defaultKinds } from '../kinds';
import { Platform } from './platform';

/**
 * The kinds that a platform knows: those that Groundwork brings, unless modules of the platform brought further ones
 * (`withKinds`, given to `parsePlatform`).
 *
 * @public
 */
export function kindsOf({ kinds }: Pick<Platform, 'kinds'>): KindRegistry {
  return kinds ?? defaultKinds;
}
