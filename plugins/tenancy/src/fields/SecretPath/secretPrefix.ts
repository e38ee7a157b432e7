import type { JsonObject } from '@backstage/types';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import type { FormTexts } from '../../translations/forms';
import { textOf, textsOf } from '../shared';
import type { SecretPathOptions } from './schema';

/** The store that a form means and the prefix that every path of the tenant there begins with. */
interface SecretPrefix {
  store: string;
  prefix: string;
}

/** Finds the store and fills tenant and environment into its prefix; undefined while the form does not say enough. */
export function secretPrefix(
  platform: PlatformView,
  formData: JsonObject,
  options: SecretPathOptions | undefined,
): SecretPrefix | undefined {
  const tenant = textOf(formData, options?.tenant);
  const [wanted] = textsOf(formData, options?.environment);
  const environment =
    platform.environments.find(({ name }) => name === wanted) ??
    platform.environments[0];
  const name = textOf(formData, options?.store);
  const store = environment?.secretStores.find(
    candidate => !name || candidate.name === name,
  );
  if (!tenant || !environment || !store) {
    return undefined;
  }
  return {
    store: store.name,
    prefix: store.prefix
      .replace(/\$\{\{\s*tenant\s*\}\}/g, tenant)
      .replace(/\$\{\{\s*environment\s*\}\}/g, environment.name),
  };
}

/** What is wrong with a path under a prefix, in words; undefined when nothing is. */
export function pathProblem(
  path: string,
  { store, prefix }: SecretPrefix,
  t: FormTexts,
): string | undefined {
  if (path === '' || path === prefix) {
    return t('path.which', { prefix });
  }
  if (!path.startsWith(prefix)) {
    return t('path.outside', { store, prefix });
  }
  return path.split('/').includes('..') ? t('path.dots') : undefined;
}
