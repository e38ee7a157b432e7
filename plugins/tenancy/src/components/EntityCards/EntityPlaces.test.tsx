import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { tenancyApiRef } from '../../api';
import {
  fixtureTenancyApi,
  quotaView,
  secretsView,
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
function renderAt(query: string) {
  const asked: Array<string | undefined> = [];
  const of = (subject: object) => {
    asked.push((subject as { environment?: string }).environment);
  };
  const api = fixtureTenancyApi({
    getEntityStatus: async (_, options = {}) => {
      of(options);
      return { data: unmanagedStatus({ environments }) };
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
      createTestEntityPage({ entity: website }),
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
