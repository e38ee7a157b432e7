import type { ReactElement } from 'react';
import { screen } from '@testing-library/react';
import {
  createExtensionDataRef,
  createExtensionInput,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { tenancyApiRef } from './api';
import { fixtureTenancyApi } from './__fixtures__';
import {
  compactCard,
  networkCard,
  secretsCard,
  syncCard,
  tenantContent,
} from './extensions';
import { brokenOfMineWidget } from './homeWidget';
import plugin from './index';
import { rootRouteRef, tenantRouteRef } from './routes';

const tenant: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'payments' },
  spec: { type: 'kubernetes-tenant' },
};
const workload: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: { 'tenancy.groundwork.dev/tenant': 'payments' },
  },
};
const other: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'website' },
};

const entityRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };
const mountedRoutes = { ...entityRoutes, '/tenancy/:tenant': tenantRouteRef };

describe('the plugin', () => {
  it.each([tenant, workload])(
    'puts both cards on $kind $metadata.name',
    async entity => {
      const getEntityStatus = jest.fn(fixtureTenancyApi().getEntityStatus);
      renderTestApp({
        extensions: [createTestEntityPage({ entity }), syncCard, networkCard],
        apis: [[tenancyApiRef, fixtureTenancyApi({ getEntityStatus })]],
        // An app that shows cards need not have the pages of tenants.
        mountedRoutes: entityRoutes,
      });

      expect(await screen.findByText('Sync')).toBeInTheDocument();
      expect(await screen.findByText('1 of 2 serving')).toBeInTheDocument();
      expect(getEntityStatus).toHaveBeenCalledTimes(1);
    },
  );

  it('asks for a card of its own only where it is shown', async () => {
    const getSecrets = jest.fn(fixtureTenancyApi().getSecrets);
    renderTestApp({
      extensions: [createTestEntityPage({ entity: workload }), secretsCard],
      apis: [[tenancyApiRef, fixtureTenancyApi({ getSecrets })]],
      mountedRoutes: entityRoutes,
    });

    expect(await screen.findByText('2 of 3 healthy')).toBeInTheDocument();
    expect(getSecrets).toHaveBeenCalledWith(
      { entityRef: 'component:default/shop' },
      expect.anything(),
    );
  });

  it('leaves entities without a tenant alone', async () => {
    const getEntityStatus = jest.fn(fixtureTenancyApi().getEntityStatus);
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: other }),
        syncCard,
        networkCard,
        tenantContent,
        // Behind ours and loaded as they are, so ours are there with it, or not at all.
        EntityCardBlueprint.make({
          name: 'foreign',
          params: {
            loader: () =>
              import('./components/EntityCards').then(() => <p>Beside ours</p>),
          },
        }),
      ],
      apis: [[tenancyApiRef, fixtureTenancyApi({ getEntityStatus })]],
      mountedRoutes,
    });

    expect(await screen.findByText('Beside ours')).toBeInTheDocument();
    expect(screen.queryByText('Sync')).toBeNull();
    expect(getEntityStatus).not.toHaveBeenCalled();
  });

  it('gives a tenant a tab with everything', async () => {
    renderTestApp({
      extensions: [createTestEntityPage({ entity: tenant }), tenantContent],
      apis: [[tenancyApiRef, fixtureTenancyApi()]],
      mountedRoutes,
    });

    expect(await screen.findByText('Sync')).toBeInTheDocument();
    expect(screen.getByText('Network')).toBeInTheDocument();
    expect(await screen.findByText('Requests')).toBeInTheDocument();
  });

  it('has a page for the estate and one for each tenant', async () => {
    const options = {
      features: [plugin],
      apis: [[tenancyApiRef, fixtureTenancyApi()]] as const,
      mountedRoutes: entityRoutes,
    };
    const estate = renderTestApp({
      ...options,
      initialRouteEntries: ['/tenancy'],
    });
    expect(
      await screen.findByRole('link', { name: 'checkout' }),
    ).toBeInTheDocument();
    estate.unmount();

    renderTestApp({
      ...options,
      initialRouteEntries: ['/tenancy/checkout'],
    });
    expect(
      await screen.findByRole('heading', { name: 'checkout' }),
    ).toBeInTheDocument();
  });

  it('finds the setup page before that of a tenant', async () => {
    renderTestApp({
      features: [plugin],
      apis: [[tenancyApiRef, fixtureTenancyApi()]],
      mountedRoutes: entityRoutes,
      initialRouteEntries: ['/tenancy/setup'],
    });
    expect(
      await screen.findByRole('heading', { name: 'Clusters' }),
    ).toBeInTheDocument();
  });

  it('finds the page of what can be adopted before that of a tenant', async () => {
    renderTestApp({
      features: [plugin],
      apis: [[tenancyApiRef, fixtureTenancyApi()]],
      mountedRoutes: entityRoutes,
      initialRouteEntries: ['/tenancy/adopt'],
    });
    expect(
      await screen.findByRole('heading', { name: 'Whose it is' }),
    ).toBeInTheDocument();
  });

  it('puts a compact card on components where an app asks for it, and on nothing else', async () => {
    const card = compactCard.override({ disabled: false });
    const { unmount } = renderTestApp({
      extensions: [createTestEntityPage({ entity: workload }), card],
      apis: [[tenancyApiRef, fixtureTenancyApi()]],
      mountedRoutes,
    });
    expect(
      await screen.findByRole('link', { name: 'payments' }),
    ).toHaveAttribute('href', '/tenancy/payments');
    unmount();

    const getEntityStatus = jest.fn(fixtureTenancyApi().getEntityStatus);
    renderTestApp({
      extensions: [createTestEntityPage({ entity: tenant }), card, syncCard],
      apis: [[tenancyApiRef, fixtureTenancyApi({ getEntityStatus })]],
      mountedRoutes,
    });
    expect(await screen.findByText('Sync')).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Tenant' })).toBeNull();
  });

  it('offers home pages what is broken of mine', async () => {
    const widgets = createExtensionDataRef<{
      component: ReactElement;
      title?: string;
    }>().with({ id: 'home.widget.data' });
    const home = createFrontendPlugin({
      pluginId: 'home',
      extensions: [
        PageBlueprint.makeWithOverrides({
          inputs: { widgets: createExtensionInput([widgets]) },
          factory: (make, { inputs }) =>
            make({
              path: '/home',
              loader: async () => (
                <>{inputs.widgets.map(each => each.get(widgets).component)}</>
              ),
            }),
        }),
      ],
    });
    renderTestApp({
      features: [home],
      extensions: [brokenOfMineWidget],
      apis: [[tenancyApiRef, fixtureTenancyApi()]],
      mountedRoutes: {
        '/tenancy': rootRouteRef,
        '/tenancy/:tenant': tenantRouteRef,
      },
      initialRouteEntries: ['/home'],
    });
    expect(
      await screen.findByText('What is broken of mine'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('You have no tenants yet.'),
    ).toBeInTheDocument();
  });
});
