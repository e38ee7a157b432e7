import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { type TenancyApi, tenancyApiRef } from '../../api';
import {
  crashingWorkload,
  eventsView,
  fixtureTenancyApi,
  quotaCause,
  quotaView,
  responseError,
  secretsView,
  tenantStatus,
  unmanaged,
  unmanagedStatus,
  workloadsView,
} from '../../__fixtures__';
import {
  compactCard,
  networkCard,
  quotaCard,
  secretsCard,
  syncCard,
  tenantContent,
  workloadsCard,
} from '../../extensions';
import { tenantRouteRef } from '../../routes';

const annotated = (
  annotations: Record<string, string>,
  kind = 'Component',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'website', annotations },
});
const website = annotated({ 'argocd/app-name': 'website' });

/** An API that counts what is asked for, of an entity that is no tenant's. */
function countingApi(overrides: Partial<TenancyApi> = {}) {
  const fixtures = fixtureTenancyApi({
    getEntityStatus: async () => ({ data: unmanagedStatus() }),
    getSecrets: async () => ({ data: { ...secretsView(), ...unmanaged() } }),
    getWorkloads: async () => ({
      data: { ...workloadsView(), ...unmanaged() },
    }),
    getQuota: async () => ({ data: { ...quotaView(), ...unmanaged() } }),
    ...overrides,
  });
  const asked: string[] = [];
  const api = new Proxy(fixtures, {
    get: (target, name, receiver) => {
      const method: unknown = Reflect.get(target, name, receiver);
      return typeof method === 'function'
        ? (...args: unknown[]) => {
            asked.push(String(name));
            return method(...args);
          }
        : method;
    },
  });
  return { api, asked };
}

const compact = compactCard.override({ disabled: false });
/** A card of somebody else's. It is behind all of ours and is loaded as they are, so ours are there with it, or not at all. */
const foreign = EntityCardBlueprint.make({
  name: 'foreign',
  params: {
    loader: () => import('.').then(() => <p>Beside ours</p>),
  },
});
const ALL = [
  syncCard,
  networkCard,
  secretsCard,
  workloadsCard,
  quotaCard,
  tenantContent,
  compact,
];

function renderCards(
  entity: Entity,
  overrides: Partial<TenancyApi> = {},
  {
    signals,
    cards = ALL,
  }: {
    signals?: object;
    cards?: Array<(typeof ALL)[number] | typeof foreign>;
  } = {},
) {
  const { api, asked } = countingApi(overrides);
  const view = renderTestApp({
    extensions: [createTestEntityPage({ entity }), ...cards],
    apis: [
      [tenancyApiRef, api],
      ...(signals ? [[signalApiRef, signals] as const] : []),
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/tenancy/:tenant': tenantRouteRef,
    },
  });
  return { ...view, asked };
}

function signalApi() {
  const listeners: Array<(message: object) => void> = [];
  return {
    subscribe(_channel: string, listener: () => void) {
      listeners.push(listener);
      return { unsubscribe: () => {} };
    },
    tell: (tenant: string) =>
      act(() => listeners.forEach(each => each({ tenants: [tenant] }))),
  };
}

const TITLES = ['Sync', 'Network', 'Secrets', 'Workloads', 'Quota'];

describe('cards of entities that are no tenants', () => {
  it.each([
    ['Component', 'backstage.io/kubernetes-id'],
    ['Component', 'backstage.io/kubernetes-namespace'],
    ['Component', 'backstage.io/kubernetes-label-selector'],
    ['Component', 'argocd/app-selector'],
    ['Component', 'argocd/project-name'],
    ['Component', 'kustomize.toolkit.fluxcd.io/name'],
    ['Component', 'helm.toolkit.fluxcd.io/name'],
    ['Resource', 'argocd/app-name'],
    ['System', 'argocd/app-name'],
    ['API', 'argocd/app-name'],
  ])('are on a %s with %s', async (kind, annotation) => {
    renderCards(annotated({ [annotation]: 'website' }, kind));

    for (const title of TITLES) {
      expect(await screen.findByText(title)).toBeInTheDocument();
    }
  });

  it.each([
    ['without such an annotation', annotated({ 'example.com/a': 'b' })],
    ['of another kind', annotated({ 'argocd/app-name': 'a' }, 'Group')],
  ])('are not on an entity %s, and nothing is asked', async (_, entity) => {
    const { asked } = renderCards(entity, {}, { cards: [...ALL, foreign] });

    expect(await screen.findByText('Beside ours')).toBeInTheDocument();
    for (const title of TITLES) {
      expect(screen.queryByText(title)).toBeNull();
    }
    expect(asked).toEqual([]);
  });

  it('offer no action, fix or page of a tenant, and ask for none', async () => {
    const { asked, container } = renderCards(website, {
      getEntityStatus: async () => ({
        data: unmanagedStatus({ causes: [quotaCause()] }),
      }),
      getWorkloads: async () => ({
        data: {
          ...workloadsView({ workloads: [crashingWorkload()] }),
          ...unmanaged(),
          causes: [quotaCause()],
        },
      }),
    });

    expect(await screen.findByText('1 of 3 healthy')).toBeInTheDocument();
    expect(await screen.findByText('0 of 1 healthy')).toBeInTheDocument();
    expect(container.querySelectorAll('a[href*="tenancy"]')).toHaveLength(0);
    expect(screen.queryByText(/unmanaged:/)).toBeNull();
    expect([...new Set(asked)].sort()).toEqual([
      'getEntityStatus',
      'getPlatform',
      'getQuota',
      'getSecrets',
      'getWorkloads',
    ]);
  });

  it('ask for events by the entity', async () => {
    const getEvents = jest.fn(async () => ({ data: eventsView() }));
    renderCards(website, { getEvents }, { cards: [workloadsCard] });
    await userEvent.click(await screen.findByText('Events of the last hour'));

    expect(await screen.findByText('Pod/web-7d9-a')).toBeInTheDocument();
    expect(getEvents).toHaveBeenCalledWith(
      { entityRef: 'component:default/website' },
      expect.anything(),
    );
  });

  it('speak of namespaces where there is nothing, and not of tenants', async () => {
    const network = { ...tenantStatus().network, routes: [], why: '' };
    renderCards(website, {
      getEntityStatus: async () => ({
        data: unmanagedStatus({
          network,
          unmanaged: { places: [], further: 3, unread: ['edge'] },
        }),
      }),
      getSecrets: async () => ({
        data: {
          ...secretsView({
            state: 'Healthy',
            secrets: [],
            certificates: [],
            pushes: [],
            problems: [],
          }),
          ...unmanaged(),
        },
      }),
      getWorkloads: async () => ({
        data: {
          ...workloadsView({ state: 'Healthy', workloads: [], problems: [] }),
          ...unmanaged(),
        },
      }),
      getQuota: async () => ({
        data: {
          ...quotaView({
            state: 'Healthy',
            quotas: [],
            limits: [],
            problems: [],
          }),
          ...unmanaged(),
        },
      }),
    });

    for (const words of [
      'No route leads to these namespaces.',
      /^No ExternalSecret in these namespaces/,
      'Nothing of this entity runs in these namespaces.',
      'No ResourceQuota limits these namespaces.',
    ]) {
      expect(await screen.findByText(words)).toBeInTheDocument();
    }
    expect(
      screen.getAllByText('3 more namespaces are not looked at').length,
    ).toBeGreaterThan(0);
    expect(
      screen.getAllByText('Whether it runs in edge, too, is not known').length,
    ).toBeGreaterThan(0);
    expect(screen.queryByText(/tenant/i)).toBeNull();
    expect(screen.queryByText(/request/i)).toBeNull();
  });

  it.each([403, 404, 501])(
    'are nothing at all where the backend answers %d, which it is asked once',
    async status => {
      const signals = signalApi();
      const { asked } = renderCards(
        website,
        {
          getEntityStatus: async () => {
            throw responseError(status, 'Entity not found');
          },
        },
        { signals },
      );

      await waitFor(() => expect(asked).toEqual(['getEntityStatus']));
      // The changes of tenants are none of theirs.
      signals.tell('payments');
      await expect(
        screen.findByText('Sync', {}, { timeout: 1_500 }),
      ).rejects.toThrow();
      for (const title of [...TITLES, 'Where it runs']) {
        expect(screen.queryByText(title)).toBeNull();
      }
      expect(screen.queryByRole('alert')).toBeNull();
      expect(asked).toEqual(['getEntityStatus']);
    },
  );

  it('come once the portal is back', async () => {
    let isBack = false;
    renderCards(website, {
      getEntityStatus: async () => {
        if (!isBack) {
          throw responseError(503, 'Not read yet');
        }
        return { data: unmanagedStatus() };
      },
    });
    await expect(
      screen.findByText('Sync', {}, { timeout: 500 }),
    ).rejects.toThrow();
    expect(screen.queryByRole('alert')).toBeNull();

    isBack = true;
    expect(await screen.findByText('Sync')).toBeInTheDocument();
  });

  it('say once that it is not known yet, where the backend itself says so', async () => {
    const why = 'Where it runs is not known: not read yet: cluster edge';
    renderCards(website, {
      getEntityStatus: async () => {
        throw Object.assign(responseError(503, 'Request failed'), {
          cause: Object.assign(new Error(why), {
            name: 'ServiceUnavailableError',
          }),
        });
      },
    });

    expect(await screen.findByText(why)).toBeInTheDocument();
    expect(screen.getAllByText('Unknown')).toHaveLength(1);
    for (const title of ['Network', 'Secrets', 'Workloads', 'Quota']) {
      expect(screen.queryByText(title)).toBeNull();
    }
  });

  it('go when they are somebody else’s', async () => {
    let isMine = true;
    const signals = signalApi();
    renderCards(
      website,
      {
        getEntityStatus: async () => {
          if (!isMine) {
            throw responseError(404, 'Entity not found');
          }
          return { data: unmanagedStatus() };
        },
      },
      { signals },
    );
    expect(await screen.findByText('Sync')).toBeInTheDocument();

    isMine = false;
    signals.tell(unmanaged().tenant);
    await waitFor(() => expect(screen.queryByText('Sync')).toBeNull());
  });

  it('are those of a tenant where the annotation leads to one', async () => {
    renderCards(
      website,
      { getEntityStatus: async () => ({ data: tenantStatus() }) },
      { cards: [compact] },
    );

    const name = await screen.findByText('payments');
    expect(name.closest('a')).toHaveAttribute('href', '/tenancy/payments');
  });
});
