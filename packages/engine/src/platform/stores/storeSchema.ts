import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import type { SecretStoreProvider, StoreConfig } from './SecretStoreProvider';
import { builtInStoreProviders } from './storeProviders';

/**
 * A store as configuration has it; what else stands in it is its provider's.
 *
 * @public
 */
export type StoreConfigInput = Pick<StoreConfig, 'name' | 'provider'> &
  Partial<Pick<StoreConfig, 'scope' | 'prefix'>> &
  Readonly<Record<string, unknown>>;

/**
 * The schema of stores of these providers.
 *
 * @public
 */
export function storeSchemaOf(
  providers: readonly SecretStoreProvider[],
): z.ZodType<StoreConfig, StoreConfigInput> {
  const [first, ...rest] = providers.map(schemaOf);
  return z.discriminatedUnion('provider', [
    first,
    ...rest,
  ]) as unknown as z.ZodType<StoreConfig, StoreConfigInput>;
}

/**
 * A secret store the platform offers, of a provider that Groundwork brings.
 *
 * @public
 */
export const secretStoreSchema = storeSchemaOf(builtInStoreProviders);

function schemaOf({ name, fields, scope }: SecretStoreProvider) {
  return z.strictObject({
    ...fields,
    name: dnsLabel.describe('Name of the store as requests call it'),
    provider: z.literal(name),
    scope:
      scope === undefined
        ? z.enum(['cluster', 'namespaced']).default('namespaced')
        : z.literal(scope).default(scope),
    prefix: z
      .string()
      .default('${{ tenant }}/')
      .describe(
        'Every path of a tenant starts with this; may use ${{ tenant }} and ${{ environment }}',
      ),
  });
}
