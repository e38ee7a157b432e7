import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultKinds, WatchedKind } from '@groundwork/engine';
import { readCluster } from './readCluster';

const namespaced = /^\/api\/v1\/namespaces\/([^/?]+)(?:\/([a-z]+))?/;

/** An API server whose reader may look into namespace `pay` alone, and at no ServiceAccounts there. */
const answers: Record<string, unknown> = {
  '/api/v1': {
    resources: ['namespaces', 'configmaps', 'serviceaccounts'].map(name => ({
      name,
    })),
  },
  'pay ': { metadata: { name: 'pay' } },
  'pay configmaps': {
    items: [{ metadata: { name: 'settings', namespace: 'pay' } }],
  },
};

const kind = (name: string) => defaultKinds.find('', name) as WatchedKind;

describe('reading a cluster with rights in single namespaces', () => {
  let server: Server;

  beforeEach(async () => {
    server = createServer((request, response) => {
      const url = request.url ?? '';
      const [, namespace, plural = ''] = namespaced.exec(url) ?? [];
      const known =
        answers[namespace ? `${namespace} ${plural}` : url.split('?')[0]];
      response.statusCode = known ? 200 : 403;
      response.end(JSON.stringify(known ?? {}));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  it('reads what it may, and says of the rest where it is not known', async () => {
    const { port } = server.address() as AddressInfo;
    const { objects, unknowns } = await readCluster(
      'one',
      `http://127.0.0.1:${port}`,
      {},
      0,
      {
        kinds: [kind('Namespace'), kind('ConfigMap'), kind('ServiceAccount')],
        namespaces: ['pay', 'shop'],
      },
    );
    expect(objects.map(each => [each.kind, each.metadata.name])).toEqual([
      ['Namespace', 'pay'],
      ['ConfigMap', 'settings'],
    ]);
    const missed = unknowns.filter(each => each.group === '');
    expect(missed.map(({ message }) => message).sort()).toEqual([
      '/api/v1/namespaces/pay/serviceaccounts answered 403',
      '/api/v1/namespaces/shop answered 403',
      '/api/v1/namespaces/shop/configmaps answered 403',
      '/api/v1/namespaces/shop/serviceaccounts answered 403',
    ]);
    expect(missed.map(({ namespace }) => namespace).sort()).toEqual([
      'pay',
      'shop',
      'shop',
      'shop',
    ]);
  });
});

it('does not take a kind for absent that is served in another version alone', async () => {
  const known: Record<string, unknown> = {
    '/api/v1': { resources: [] },
    '/apis': {
      groups: [
        {
          name: 'batch',
          versions: [{ version: 'v1' }, { version: 'v1beta1' }],
        },
      ],
    },
    '/apis/batch/v1': { resources: [{ name: 'jobs' }] },
    '/apis/batch/v1/jobs': { items: [] },
    '/apis/batch/v1beta1': { resources: [{ name: 'cronjobs' }] },
  };
  const server = createServer((request, response) => {
    const answer = known[(request.url ?? '').split('?')[0]];
    response.statusCode = answer ? 200 : 404;
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    const { port } = server.address() as AddressInfo;
    const { unknowns } = await readCluster(
      'one',
      `http://127.0.0.1:${port}`,
      {},
      0,
      {
        kinds: ['CronJob', 'Job'].map(
          name => defaultKinds.find('batch', name) as WatchedKind,
        ),
      },
    );
    expect(unknowns.filter(({ group }) => group === 'batch')).toEqual([
      expect.objectContaining({
        kind: 'CronJob',
        unknown: 'unreadable',
        message: expect.stringContaining('batch/v1beta1 alone'),
      }),
    ]);
  } finally {
    await new Promise(resolve => {
      server.close(resolve);
    });
  }
});
