import { z } from 'zod';
import { KindDescriptor } from '../kinds';
import { Capability } from '../manifests';
import { requestSchema } from '../request';
import { combineExtensions } from './combineExtensions';
import { Extension } from './Extension';
import { noExtensions } from './Extensions';

const kind: KindDescriptor = {
  group: 'acme.example',
  kind: 'Pipe',
  plural: 'pipes',
  versions: ['v1'],
  namespaced: true,
  writer: 'tenant',
  team: { may: 'write', limit: 5 },
  reach: 'namespace',
  schema: 'cluster',
  watched: true,
};

const capability: Capability = {
  kind: 'Pipe',
  schema: requestSchema('Pipe', z.strictObject({})),
  description: 'A pipe.',
  example: { description: 'A pipe', name: 'main', spec: {} },
  objectsOwned: [kind],
  render: () => [],
};

const acme: Extension = {
  id: 'acme',
  kinds: [kind],
  capabilities: [capability],
};

function refused(...list: unknown[]): string {
  try {
    combineExtensions(list as Extension[]);
  } catch (error) {
    return String(error);
  }
  throw new Error('The extensions were taken, and should have been refused.');
}

describe('combineExtensions', () => {
  it('adds to what there is, and changes none of it', () => {
    const before = noExtensions.capabilities.length;
    const combined = combineExtensions([acme]);

    expect(combined.kinds.find('acme.example', 'Pipe')).toEqual(kind);
    expect(combined.kinds.find('apps', 'Deployment')).toBeDefined();
    expect(combined.capabilities).toHaveLength(before + 1);
    expect(noExtensions.capabilities).toHaveLength(before);
    expect(combineExtensions([])).toEqual(noExtensions);
  });

  describe('a delivery', () => {
    const delivering = (group: string, of: string): Extension => ({
      id: 'flux',
      deliveries: [
        {
          name: 'flux',
          title: 'Flux',
          watches: [{ group, kind: of }],
          tenantObjects: () => ({}),
          environmentSync: () => {
            throw new Error('nobody asks here');
          },
        },
      ],
    });

    it('has what it watches read, also of kinds that nothing else reads', () => {
      const group = 'kustomize.toolkit.fluxcd.io';
      expect(
        noExtensions.kinds.find(group, 'Kustomization')?.watched,
      ).toBeUndefined();
      const { kinds } = combineExtensions([delivering(group, 'Kustomization')]);
      expect(kinds.watched.map(each => each.kind)).toContain('Kustomization');
      expect(kinds.watched).toHaveLength(noExtensions.kinds.watched.length + 1);
    });

    it.each([
      ['', 'Secret'],
      ['acme.example', 'Pipe'],
    ])('has no %s %s read', (group, of) => {
      expect(refused(delivering(group, of))).toContain(
        `reads ${of} of ${group}, which is not watched`,
      );
    });
  });

  it.each([
    ['no object', null, '[0]'],
    ['a kind as text', { id: 'x', kinds: ['Pipe'] }, 'kinds.0'],
    ['a key that nobody reads', { id: 'x', kind: [] }, 'kind'],
    ['an id with a path', { id: '../x' }, 'id'],
    [
      'a health that is no function',
      { id: 'x', kinds: [{ ...kind, health: 1 }] },
      'health',
    ],
    [
      'a kind of Groundwork',
      { id: 'x', kinds: [{ ...kind, group: 'apps', kind: 'Deployment' }] },
      'taken by Groundwork',
    ],
    [
      'a kind without a limit',
      { id: 'x', kinds: [{ ...kind, team: { may: 'write' } }] },
      'team.limit',
    ],
    [
      'Secrets',
      {
        id: 'x',
        kinds: [{ ...kind, group: '', kind: 'Secret', plural: 'secrets' }],
      },
      'taken by Groundwork',
    ],
    [
      'Secrets by another kind',
      { id: 'x', kinds: [{ ...kind, group: '', plural: 'secrets' }] },
      'Secrets',
    ],
    [
      'a request kind of Groundwork in other case',
      { ...acme, capabilities: [{ ...capability, kind: 'RouTe' }] },
      'taken by Groundwork',
    ],
    [
      'an action of Groundwork',
      { ...acme, capabilities: [{ ...capability, kind: 'Remove' }] },
      'tenancy:remove',
    ],
    [
      'a template of Groundwork',
      {
        ...acme,
        capabilities: [
          { ...capability, form: { template: 'kubernetes-route' } },
        ],
      },
      'taken by Groundwork',
    ],
    [
      'another root',
      { ...acme, capabilities: [{ ...capability, root: true }] },
      'root',
    ],
    [
      'rendered Secrets',
      {
        ...acme,
        capabilities: [
          { ...capability, objectsOwned: [{ group: '', kind: 'Secret' }] },
        ],
      },
      'ExternalSecret',
    ],
    ['objects that nobody described', { ...acme, kinds: [] }, 'not described'],
    [
      'objects that teams may not write',
      {
        ...acme,
        capabilities: [
          { ...capability, objectsOwned: [{ group: '', kind: 'Namespace' }] },
        ],
      },
      'may not write',
    ],
    [
      'an example that its schema refuses',
      {
        ...acme,
        capabilities: [
          { ...capability, example: { ...capability.example, spec: { a: 1 } } },
        ],
      },
      'own schema',
    ],
  ])('refuses %s, naming the extension', (_, extension, message) => {
    const text = refused(extension);

    expect(text).toContain('The extension ');
    expect(text).toContain(message);
  });

  it('names the other of two that clash, whichever comes first', () => {
    const other = { ...acme, id: 'zeta' };

    for (const pair of [
      [acme, other],
      [other, acme],
    ]) {
      expect(refused(...pair)).toContain(
        'The extension zeta cannot be used: the kind Pipe of acme.example is taken by the extension acme.',
      );
    }
    expect(refused(acme, { ...other, kinds: [] })).toContain(
      'the request kind Pipe is taken by the extension acme',
    );
    expect(refused(acme, acme)).toContain('twice');
  });
});
