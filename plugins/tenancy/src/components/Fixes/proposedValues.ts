import type { JsonObject } from '@backstage/types';
import {
  type FormFields,
  formFromSpec,
  type LoadedRequest,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { FixOption } from '@groundwork/engine';

/** How the form of a template holds a request, as its first page says. */
interface LoaderOptions {
  tenant?: string;
  name?: string;
  mode?: string;
  loaded?: string;
  spec?: FormFields;
}

/**
 * What would be submitted if somebody filled the change form of a template in with a fix. The request stands in it as text
 * too, which says also what the form has no field for; undefined for a template that has no such form.
 */
export function proposedValues(
  pages: readonly JsonObject[],
  option: FixOption,
  commit: string,
): JsonObject | undefined {
  const { request, edit } = option;
  const page = pages.find(each => each['ui:field'] === 'TenancyRequest');
  const options = page?.['ui:options'] as LoaderOptions | undefined;
  if (!options?.mode || !options.loaded || !edit) {
    return undefined;
  }
  const { kind, tenant, name } = request;
  const loaded: LoadedRequest = {
    kind,
    tenant,
    name,
    commit,
    spec: edit.base as JsonObject,
  };
  const document = {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: {
      name,
      ...(edit.tenant === undefined ? {} : { tenant: edit.tenant }),
    },
    spec: edit.to,
  };
  return JSON.parse(
    JSON.stringify({
      ...formFromSpec(edit.to as JsonObject, options.spec ?? []),
      [options.mode]: 'change',
      ...(options.tenant ? { [options.tenant]: tenant } : {}),
      ...(options.name ? { [options.name]: name } : {}),
      [options.loaded]: JSON.stringify(loaded),
      yaml: JSON.stringify(document, null, 2),
    }),
  );
}
