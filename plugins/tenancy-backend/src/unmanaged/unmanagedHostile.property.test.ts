import fc from 'fast-check';
import type { Entity } from '@backstage/catalog-model';
import {
  CANARY,
  entity,
  everything,
  type World,
  world,
} from '../__testUtils__/hostileWorld';
import { lookAt } from '../__testUtils__/lookAt';
import { payments } from '../__testUtils__/lookEntities';
import { component, project } from '../__testUtils__/lookObjects';
import { KINDS } from './Unmanaged';

const MAPPED = {
  access: 'owners',
  owners: [
    { ...payments, namespaces: ['payments', 'payments-*'] },
    {
      owner: 'group:default/vault',
      namespaces: ['vault', 'payments'],
      projects: ['vault', 'payments'],
    },
  ],
};

/** What is told of an entity to its owner; that it is not known is told, too. */
function toldOf(
  { applications, unread, isManaged }: World,
  looked: Entity,
  unmanaged: object = MAPPED,
): Promise<string | undefined> {
  const { told } = lookAt({
    clusters: {
      one: [
        ...everything,
        project('payments', { team: 'payments' }),
        project('vault', { team: CANARY }),
        ...applications,
      ],
      two: [...everything, ...applications],
    },
    unread,
    unmanaged,
    entities: [looked],
    isManaged: (_, name) => name === isManaged,
  });
  return told(looked).catch((error: Error) => {
    if (error.name === 'ServiceUnavailableError') {
      return error.message;
    }
    throw error;
  });
}

describe('what is of others', () => {
  it('is told to nobody, whatever an entity says', async () => {
    await fc.assert(
      fc.asyncProperty(entity, world, async (looked, around) => {
        const text = await toldOf(around, looked);
        const isTheirs = (looked.relations ?? []).some(
          ({ type, targetRef }) =>
            type === 'ownedBy' && targetRef === payments.owner,
        );
        const mayBeTold = isTheirs && KINDS.includes(looked.kind.toLowerCase());
        expect(mayBeTold ? undefined : text).toBeUndefined();
        expect(text ?? '').not.toContain(CANARY);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it.each([
    ['backstage.io/kubernetes-namespace', 'payments'],
    ['backstage.io/kubernetes-id', 'pay'],
    ['backstage.io/kubernetes-label-selector', '!x'],
    ['argocd/project-name', 'payments'],
    ['argocd/app-selector', 'x notin (y)'],
    ['kustomize.toolkit.fluxcd.io/name', 'pay'],
  ])(
    'is not among what its owner sees of an entity with %s: %s',
    async (key, value) => {
      const looked = component('pay', { [key]: value });
      await fc.assert(
        fc.asyncProperty(world, async around => {
          expect((await toldOf(around, looked)) ?? '').not.toContain(CANARY);
        }),
        { numRuns: 50 },
      );
    },
    60_000,
  );

  it('is there to be seen, by those who may see everything', async () => {
    const nothing: World = { applications: [], unread: {}, isManaged: '' };
    const looked = component('x', {
      'backstage.io/kubernetes-label-selector': 'team=vault',
    });
    const everybody = { access: 'entityReaders' };
    expect(await toldOf(nothing, looked, everybody)).toContain(CANARY);
    expect(await toldOf(nothing, looked)).toBeUndefined();
  });
});
