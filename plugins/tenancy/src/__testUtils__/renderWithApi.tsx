import type { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { tenancyApiRef, type TenancyApi } from '../api';
import { rootRouteRef, templateRouteRef, tenantRouteRef } from '../routes';
import { fixtureTenancyApi } from '../__fixtures__';

/** Renders in a portal that has the plugin's pages and the fixture API, parts of which can be replaced; with software templates if asked for. */
export function renderWithApi(
  element: ReactElement,
  overrides: Partial<TenancyApi> = {},
  { hasTemplates = false }: { hasTemplates?: boolean } = {},
) {
  return renderInTestApp(element, {
    apis: [[tenancyApiRef, fixtureTenancyApi(overrides)]],
    mountedRoutes: {
      '/tenancy': rootRouteRef,
      '/tenancy/:tenant': tenantRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      ...(hasTemplates && {
        '/create/templates/:namespace/:templateName': templateRouteRef,
      }),
    },
  });
}
