import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';
import {
  fixtureTenancyApi,
  quotaView,
  secretsView,
  tenantStatus,
  unmanaged,
  unmanagedStatus,
  workloadsView,
} from '../../__fixtures__';
import {
  networkCard,
  quotaCard,
  secretsCard,
  syncCard,
  workloadsCard,
} from '../../extensions';
import { tenantRouteRef } from '../../routes';

const website: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'website',
    annotations: { 'argocd/app-name': 'website' },
  },
};

const entityRef = 'component:default/website';

const environments = ['one', 'two'].map(cluster => ({
  name: `${cluster}/payments`,
  cluster,
  namespace: 'payments',
  state: 'Healthy' as const,
  why: '',
}));

const TITLES = ['Sync', 'Network', 'Secrets', 'Workloads', 'Quota'];

/** A page of an entity that is looked at in two places. */
function renderAt(
  query: string,
  {
    entity = website,
    status = unmanagedStatus({ environments }),
  }: { entity?: Entity; status?: TenantStatusView } = {},
) {
  const asked: Array<string | undefined> = [];
  const of = (subject: object) => {
    asked.push((subject as { environment?: string }).environment);
  };
  const api = fixtureTenancyApi({
    getEntityStatus: async (_, options = {}) => {
      of(options);
      return { data: status };
    },
    getSecrets: async subject => {
      of(subject);
      return { data: { ...secretsView(), ...unmanaged(entityRef) } };
    },
    getWorkloads: async subject => {
      of(subject);
      return { data: { ...workloadsView(), ...unmanaged(entityRef) } };
    },
    getQuota: async subject => {
      of(subject);
      return { data: { ...quotaView(), ...unmanaged(entityRef) } };
    },
  });
  renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      ...[syncCard, networkCard, secretsCard, workloadsCard, quotaCard],
    ],
    apis: [[tenancyApiRef, api]],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/tenancy/:tenant': tenantRouteRef,
    },
    initialRouteEntries: [`/${query}`],
  });
  return asked;
}

describe('cards of an entity that is looked at in several places', () => {
  it.each(['two/payments', 'two'])(
    'are about the one that the address names (%s), and say so',
    async named => {
      const asked = renderAt(`?environment=${encodeURIComponent(named)}`);

      for (const title of TITLES) {
        expect(
          await screen.findByText(`${title} · ${named}`),
        ).toBeInTheDocument();
      }
      // Which places there are is asked of all.
      expect(asked).toEqual([undefined, named, named, named, named]);
    },
  );

  it.each(['', '?environment=three', '?environment=payments'])(
    'are about all of them where it names none (%s)',
    async query => {
      const asked = renderAt(query);

      for (const title of TITLES) {
        expect(await screen.findByText(title)).toBeInTheDocument();
      }
      expect(asked.every(each => each === undefined)).toBe(true);
    },
  );

  it('say so where it names another', async () => {
    renderAt('?environment=three');
    expect(
      await screen.findByText(/asks for three, which is not among these/),
    ).toBeInTheDocument();
  });

  it('let one be chosen, and all again', async () => {
    renderAt('');
    await userEvent.click(
      await screen.findByRole('radio', { name: 'one/payments' }),
    );

    for (const title of TITLES) {
      expect(
        await screen.findByText(`${title} · one/payments`),
      ).toBeInTheDocument();
    }
    await userEvent.click(
      await screen.findByRole('radio', { name: 'one/payments' }),
    );
    await waitFor(() => expect(screen.getByText('Sync')).toBeInTheDocument());
  });
});

describe('cards of an entity of a tenant', () => {
  const entity: Entity = {
    ...website,
    metadata: {
      name: 'website',
      annotations: { 'tenancy.groundwork.dev/tenant': 'payments' },
    },
  };
  const status = tenantStatus();
  const [{ name: first }] = status.environments;

  it('are about the environment that the address names, and lead back to all', async () => {
    const asked = renderAt(`?environment=${first}`, { entity, status });

    for (const title of TITLES) {
      expect(
        await screen.findByText(`${title} · ${first}`),
      ).toBeInTheDocument();
    }
    await waitFor(() =>
      expect(asked.filter(each => each === first)).toHaveLength(4),
    );
    await userEvent.click(screen.getByRole('radio', { name: first }));
    expect(await screen.findByText('Sync')).toBeInTheDocument();
  });

  it('are about all, and say so, where the address names none of them', async () => {
    renderAt('?environment=three', { entity, status });

    expect(
      await screen.findByText(/asks for three, which is not among these/),
    ).toBeInTheDocument();
    for (const title of TITLES) {
      expect(await screen.findByText(title)).toBeInTheDocument();
    }
  });

  it('offer no choice where the address names nothing', async () => {
    renderAt('', { entity, status });

    expect(await screen.findByText('Sync')).toBeInTheDocument();
    expect(screen.queryByRole('radio', { name: first })).toBeNull();
  });
});
