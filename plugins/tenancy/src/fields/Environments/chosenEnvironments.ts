import type { JsonObject } from '@backstage/types';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import type { TenancyApi } from '../../api';
import { textOf, textsOf } from '../shared/formData';
import { useOfferedEnvironments } from './useOfferedEnvironments';

/** Form fields that say which environments something is for. */
interface EnvironmentChoice {
  environments?: string;
  tenant?: string;
}

/** The environments that a form is about: those chosen, else all that its tenant is in, else all of the platform. */
export function useChosenEnvironments(
  form: JsonObject,
  options: EnvironmentChoice | undefined,
): (platform: PlatformView) => string[] {
  const chosen = textsOf(form, options?.environments);
  const offered = useOfferedEnvironments(textOf(form, options?.tenant));
  return platform => (chosen.length > 0 ? chosen : offered(platform));
}

/** As `useChosenEnvironments`, for validations; empty where all of the platform count. */
export async function readChosenEnvironments(
  api: Pick<TenancyApi, 'getTenants'> | undefined,
  form: JsonObject,
  options: EnvironmentChoice | undefined,
): Promise<string[]> {
  const chosen = textsOf(form, options?.environments);
  const tenant = textOf(form, options?.tenant);
  if (chosen.length > 0 || !tenant || !api) {
    return chosen;
  }
  const answer = await api.getTenants();
  const found = answer?.data.items.find(({ name }) => name === tenant);
  return found?.environments.map(({ name }) => name) ?? [];
}
