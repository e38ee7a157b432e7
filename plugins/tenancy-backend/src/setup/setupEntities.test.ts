import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';
import { clientOf, until } from '../__testUtils__/clientOf';
import { lookPortal } from '../__testUtils__/lookPortal';
import type { Portal } from '../__testUtils__/startPortal';
import type { Look } from '../unmanaged/createLook';
import { setupEntities } from './setupEntities';

jest.setTimeout(30_000);

let portal: Portal | undefined;
afterEach(() => portal?.stop());

const { get } = clientOf(() => portal!);

const entityOf = (name: string, annotations: Record<string, string>) =>
  component(name, annotations);

const ownedBy = (owner: string | undefined, entity: Entity): Entity => ({
  ...entity,
  relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
});

const objects = [
  namespace('payments'),
  namespace('books'),
  application('pay'),
  deployment('payments', 'pay', { 'backstage.io/kubernetes-id': 'pay' }),
];

const owners = [
  {
    owner: 'group:default/payments',
    namespaces: ['payments'],
    projects: ['payments'],
  },
];

/** What was asked for while clusters were read is remembered for seconds. */
async function told(entities: Entity[], unmanaged: object) {
  portal = await lookPortal({ unmanaged, entities, objects });
  const { body } = await until(
    () => get('setup', 'root'),
    answer => !JSON.stringify(answer.body.entities).includes('not read yet'),
  );
  return body.entities;
}

describe('entities on the setup page', () => {
  it('do not keep the rest of the page waiting where the catalog never answers', async () => {
    const silent = {
      catalog: { queryEntities: () => new Promise(() => {}) },
      options: { conventions: [] },
    } as unknown as Look;
    expect(
      await setupEntities(
        silent,
        {
          credentials: mockCredentials.user(),
          claims: new Set(),
          isAdmin: true,
        },
        20,
      ),
    ).toBeUndefined();
  });

  it('are told with where they are shown, or what to configure', async () => {
    const inNamespace = (name: string) => ({
      'backstage.io/kubernetes-namespace': name,
    });
    const { items, total } = await told(
      [
        entityOf('by-id', { 'backstage.io/kubernetes-id': 'pay' }),
        entityOf('by-application', { 'argocd/app-name': 'pay' }),
        entityOf('silent', { 'example.com/other': 'a' }),
        entityOf('another-namespace', inNamespace('books')),
        entityOf('no-application', { 'argocd/app-name': 'other' }),
        entityOf('no-label', { 'backstage.io/kubernetes-id': 'other' }),
        entityOf('elsewhere', {
          ...inNamespace('payments'),
          'backstage.io/kubernetes-cluster': 'two',
        }),
        ownedBy(undefined, entityOf('nobodys', inNamespace('payments'))),
        ownedBy(
          'group:default/shop',
          entityOf('unmapped', inNamespace('payments')),
        ),
      ],
      { access: 'owners', owners },
    );

    const of = (name: string) =>
      items.find(
        ({ entity }: { entity: string }) =>
          entity === `component:default/${name}`,
      );
    expect(total).toBe(8);
    expect(of('silent')).toBeUndefined();
    expect(of('by-id').namespaces).toEqual(['one/payments']);
    expect(of('by-application').namespaces).toEqual(['one/payments']);
    expect(of('another-namespace')).toMatchObject({
      namespaces: [],
      why: expect.stringContaining('owners[].namespaces'),
    });
    expect(of('no-application').why).toBe(
      'There is no Application other on one.',
    );
    expect(of('no-label').why).toContain('labels');
    expect(of('elsewhere').why).toContain('none of one');
    expect(of('nobodys').why).toContain('no owner');
    expect(of('unmapped').why).toContain(
      'Nothing is mapped to its owner group:default/shop',
    );
    expect(items.at(-1).why).toBeUndefined();
  });

  it('are those of a kind where conventions tell of names', async () => {
    const { items } = await told([entityOf('payments', {})], {
      access: 'entityReaders',
      conventions: [{ namespace: '${{ name }}' }],
    });
    expect(items).toEqual([
      { entity: 'component:default/payments', namespaces: ['one/payments'] },
    ]);
  });

  it('are not those that are a tenant’s to their owners', async () => {
    const labels = 'tenancy.groundwork.dev';
    const inNamespace = (name: string, home: string) =>
      entityOf(name, { 'backstage.io/kubernetes-namespace': home });
    portal = await lookPortal({
      whole: true,
      unmanaged: {
        access: 'owners',
        owners: [{ ...owners[0], namespaces: ['free', 'theirs'] }],
      },
      entities: [
        ownedBy('group:default/shop', inNamespace('own', 'theirs')),
        inNamespace('of-others', 'theirs'),
        inNamespace('free', 'free'),
      ],
      objects: [
        namespace(
          'theirs',
          { [`${labels}/tenant`]: 'shop', [`${labels}/environment`]: 'dev' },
          { [`${labels}/owner`]: 'group:default/shop' },
        ),
        namespace('free'),
      ],
    });
    const { body } = await until(
      () => get('setup', 'root'),
      answer => !JSON.stringify(answer.body.entities).includes('not read yet'),
    );
    expect(body.entities).toEqual({
      items: [
        {
          entity: 'component:default/of-others',
          namespaces: [],
          why: "The namespace theirs is a tenant's, and is shown as such.",
        },
        { entity: 'component:default/free', namespaces: ['one/free'] },
      ],
      total: 2,
    });
  });
});
