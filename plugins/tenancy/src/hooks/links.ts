import {
  configApiRef,
  useApi,
  useApiHolder,
  useRouteRef,
} from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import type { JsonObject } from '@backstage/types';
import { skipToken } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readTemplates } from '../api/readTemplates';
import { useTenancyQuery } from '../queries';
import {
  createTenantRouteRef,
  rootRouteRef,
  adoptRouteRef,
  setupRouteRef,
  templateRouteRef,
  tenantRouteRef,
} from '../routes';

/** Milliseconds that templates are taken for the same. */
const SETTLED_MS = 60_000;

/** Names the page in the browser's tab and history, as Backstage does: `payments · Tenants | Portal`. */
export function usePageTitle(title: string): void {
  const app = useApi(configApiRef).getOptionalString('app.title');
  useEffect(() => {
    const before = document.title;
    document.title = app ? `${title} | ${app}` : title;
    return () => {
      document.title = before;
    };
  }, [app, title]);
}

/** The page of each tenant; undefined in an app that shows cards and has no such page. */
export function useTenantLink():
  | ((params: { tenant: string }) => string)
  | undefined {
  try {
    return useRouteRef(tenantRouteRef);
  } catch {
    // Routes of a plugin itself can't be optional.
    return undefined;
  }
}

/** The page of all tenants; undefined in an app that has no such page. */
export function useEstateLink(): string | undefined {
  try {
    return useRouteRef(rootRouteRef)();
  } catch {
    // As of tenants.
    return undefined;
  }
}

/** The page of what is connected and missing; undefined in an app that has no such page. */
export function useSetupLink(): string | undefined {
  try {
    return useRouteRef(setupRouteRef)();
  } catch {
    // As of tenants.
    return undefined;
  }
}

/** The page of what can be adopted; undefined in an app that has no such page. */
export function useAdoptLink(): string | undefined {
  try {
    return useRouteRef(adoptRouteRef)();
  } catch {
    // As of tenants.
    return undefined;
  }
}

/**
 * The page of an entity by its reference, with the place where its cards shall look; undefined in an app that has no pages of
 * entities.
 */
export function useEntityLink(): (
  entityRef: string,
  environment?: string,
) => string | undefined {
  const route = useEntityRoute();
  return (entityRef, environment) => {
    const query = environment ? `?${new URLSearchParams({ environment })}` : '';
    return route && `${route(parseEntityRef(entityRef))}${query}`;
  };
}

function useEntityRoute() {
  try {
    return useRouteRef(entityRouteRef);
  } catch {
    // As of tenants, in the old frontend system.
    return undefined;
  }
}

/** Where a tenant is asked for; undefined in a portal without software templates. */
export function useCreateLink(): string | undefined {
  return useRouteRef(createTenantRouteRef)?.();
}

/**
 * Where the templates of ours are, by the name under which these are shipped; undefined for one that the portal does not
 * have, or not for this viewer. Undefined as a whole until it is known which there are.
 */
export function useTemplatePlace():
  | ((
      shipped: string,
    ) => { namespace: string; templateName: string } | undefined)
  | undefined {
  const catalog = useApiHolder().get(catalogApiRef);
  const { data: places, isError } = useTenancyQuery({
    queryKey: ['templates'],
    queryFn: catalog ? () => readTemplates(catalog) : skipToken,
    staleTime: SETTLED_MS,
    gcTime: SETTLED_MS,
  });
  // Where nobody can say, they are most likely where they are shipped to.
  const isUnknown = catalog === undefined || isError;
  if (!places && !isUnknown) {
    return undefined;
  }
  return shipped =>
    places?.get(shipped) ??
    (isUnknown ? { namespace: 'default', templateName: shipped } : undefined);
}

/**
 * Links to templates of ours with their first page filled in, as {@link useTemplatePlace} finds them. Undefined as a whole
 * in a portal without software templates, and until it is known which there are.
 */
export function useTemplateLink():
  | ((templateName: string, formData: JsonObject) => string | undefined)
  | undefined {
  const route = useRouteRef(templateRouteRef);
  const placeOf = useTemplatePlace();
  if (!route || !placeOf) {
    return undefined;
  }
  return (shipped, formData) => {
    const place = placeOf(shipped);
    return (
      place &&
      `${route({ ...place })}?formData=${encodeURIComponent(
        JSON.stringify(formData),
      )}`
    );
  };
}
