import useAsync from 'react-use/esm/useAsync';
import { useApiHolder, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { JsonObject } from '@backstage/types';
import { templateRouteRef } from '../routes';
import { readTemplates, type TemplatePlaces } from './readTemplates';

/**
 * Links to templates of ours with their first page filled in, by the name under which these are shipped; undefined for
 * one that the portal does not have, or not for this viewer. Undefined as a whole in a portal without software
 * templates, and until it is known which there are.
 */
export function useTemplateLink():
  | ((templateName: string, formData: JsonObject) => string | undefined)
  | undefined {
  const route = useRouteRef(templateRouteRef);
  const catalog = useApiHolder().get(catalogApiRef);
  const { value: places, error } = useAsync(
    async (): Promise<TemplatePlaces | undefined> =>
      catalog && readTemplates(catalog, Date.now()),
    [catalog],
  );
  // Where nobody can say, they are most likely where they are shipped to.
  const isUnknown = catalog === undefined || error !== undefined;
  if (!route || (!places && !isUnknown)) {
    return undefined;
  }
  return (shipped, formData) => {
    const place =
      places?.get(shipped) ??
      (isUnknown ? { namespace: 'default', templateName: shipped } : undefined);
    return (
      place &&
      `${route({ ...place })}?formData=${encodeURIComponent(
        JSON.stringify(formData),
      )}`
    );
  };
}
