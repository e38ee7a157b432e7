import { z } from 'zod';
import { KindRegistry, defaultKinds } from '../kinds';
import { withTeamKinds } from '../kinds/teamKinds';
import { ObjectRef } from '../model';
import { zodFindings } from '../request/zodFindings';
import type { Delivery } from './Delivery';
import { withDeliveryOptions, withoutArgoCd } from './deliveryProblems';
import { Platform } from './platform';
import { environmentSchema } from './environment';
import { MOST_ENVIRONMENTS, platformSchema } from './platformSchema';
import {
  SecretStoreProvider,
  builtInStoreProviders,
  storeSchemaOf,
} from './stores';
import { PlatformError } from './PlatformError';
import { platformFindings } from './platformFindings';

/** The configuration as the subject of findings. */
const subject: ObjectRef = {
  cluster: 'config',
  group: '',
  kind: 'Platform',
  name: 'tenancy',
};

/**
 * Checks the platform's configuration, each field and all of them together, and fills in the defaults.
 *
 * @param extensions - what extensions bring: `kinds` with Groundwork's own, by `withKinds`, `deliveries` beside Argo CD, and
 *   `storeProviders` beside those of Groundwork
 * @throws PlatformError that names every wrong field
 * @public
 */
export function parsePlatform(
  input: unknown,
  {
    kinds,
    deliveries = [],
    storeProviders = [],
  }: {
    kinds?: KindRegistry;
    deliveries?: readonly Delivery[];
    storeProviders?: readonly SecretStoreProvider[];
  } = {},
): Platform {
  const result = schemaWith(storeProviders).safeParse(withoutArgoCd(input));
  if (!result.success) {
    throw new PlatformError(
      zodFindings(result.error, input, subject, 'InvalidPlatform').map(
        finding => ({ ...finding, fixableBy: 'platform' as const }),
      ),
      { cause: result.error },
    );
  }
  const { teamKinds } = result.data;
  const known = kinds ?? defaultKinds;
  const findings = platformFindings(
    { ...result.data, deliveries, storeProviders },
    known,
    subject,
  );
  if (findings.length > 0) {
    throw new PlatformError(findings);
  }
  return {
    ...result.data,
    ...(kinds || teamKinds.length > 0
      ? { kinds: withTeamKinds(known, teamKinds) }
      : {}),
    ...(storeProviders.length > 0 ? { storeProviders } : {}),
    ...(deliveries.length > 0
      ? {
          deliveries,
          environments: result.data.environments.map(environment =>
            withDeliveryOptions(environment, deliveries),
          ),
        }
      : {}),
  };
}

function schemaWith(
  further: readonly SecretStoreProvider[],
): typeof platformSchema {
  return further.length === 0
    ? platformSchema
    : platformSchema.extend({
        environments: z
          .array(
            environmentSchema.extend({
              secretStores: z
                .array(storeSchemaOf([...builtInStoreProviders, ...further]))
                .max(20)
                .default([]),
            }),
          )
          .min(1)
          .max(MOST_ENVIRONMENTS),
      });
}
