import type { KubernetesObject } from '@groundwork/engine';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ObjectTarget, Target } from './Actor';
import { ArgoActor } from './ArgoActor';

const object: KubernetesObject = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'pay-dev', namespace: 'argocd' },
  spec: {
    project: 'pay-dev',
    syncPolicy: { syncOptions: ['FailOnSharedResource=true'] },
  },
};
const target: Target = {
  object,
  ref: {
    cluster: 'hub',
    group: 'argoproj.io',
    kind: 'Application',
    namespace: 'argocd',
    name: 'pay-dev',
  },
};
const deployment: ObjectTarget = {
  ref: {
    cluster: 'spoke',
    group: 'apps',
    kind: 'Deployment',
    namespace: 'pay',
    name: 'web',
  },
  version: 'v1',
  application: target,
};
const wish = {
  prune: true,
  dryRun: false,
  force: true,
  key: 'click-0001',
  by: 'user:default/ada',
};

describe('ArgoActor', () => {
  let server: Server;
  let actor: ArgoActor;
  let may: string[];
  let fault: ((path: string) => number | undefined) | undefined;
  const asked: Array<{ method?: string; url: string; body: unknown }> = [];

  beforeEach(async () => {
    may = [];
    fault = undefined;
    asked.length = 0;
    server = createServer(async (req, res) => {
      const url = req.url ?? '';
      asked.push({ method: req.method, url, body: await bodyOf(req) });
      const status = fault?.(url) ?? 200;
      res.writeHead(status, { 'content-type': 'application/json' });
      const [, power] = /can-i\/applications\/(\w+)\//.exec(url) ?? [];
      const value = may.includes(power) ? 'yes' : 'no';
      res.end(
        JSON.stringify(
          status === 200
            ? { value }
            : { message: 'another operation is already in progress' },
        ),
      );
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    actor = new ArgoActor({ url: `http://127.0.0.1:${port}/`, token: 't' });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  it.each(['override', 'update', 'create', 'delete'])(
    'is not used where its account may %s',
    async power => {
      await actor.verify(target);
      expect(asked.map(({ url }) => url)).toEqual(
        ['override', 'update', 'create', 'delete'].map(
          each => `/api/v1/account/can-i/applications/${each}/pay-dev/pay-dev`,
        ),
      );
      may = [power];
      const other = { ...target, ref: { ...target.ref, name: 'other' } };
      await expect(actor.verify(other)).rejects.toThrow(
        `may ${power} Applications`,
      );
    },
  );

  it('syncs with who asked, and the options of the Application', async () => {
    await actor.sync(target, wish);
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/api/v1/applications/pay-dev/sync',
        body: {
          name: 'pay-dev',
          appNamespace: 'argocd',
          project: 'pay-dev',
          prune: true,
          strategy: { hook: { force: true } },
          syncOptions: { items: ['FailOnSharedResource=true'] },
          infos: [
            { name: 'groundwork', value: 'click-0001' },
            { name: 'groundwork-by', value: 'user:default/ada' },
          ],
        },
      },
    ]);
  });

  it('tells what Argo CD refuses in its words', async () => {
    fault = () => 400;
    await expect(actor.sync(target, wish)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('another operation is already'),
    });
    fault = () => 401;
    await expect(actor.refresh(target, 'hard')).rejects.toThrow(
      'The platform team renews it',
    );
    fault = () => 502;
    await expect(actor.terminate(target)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('refreshes and ends operations', async () => {
    await actor.refresh(target, 'hard');
    await actor.terminate(target);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /api/v1/applications/pay-dev?refresh=hard&appNamespace=argocd&project=pay-dev',
      'DELETE /api/v1/applications/pay-dev/operation?appNamespace=argocd&project=pay-dev',
    ]);
  });

  it('restarts what an Application manages, also by an older Argo CD', async () => {
    await actor.restart(deployment);
    expect(asked.at(-1)).toMatchObject({
      url: '/api/v1/applications/pay-dev/resource/actions/v2',
      body: { action: 'restart', kind: 'Deployment', resourceName: 'web' },
    });
    fault = path => (path.endsWith('/v2') ? 404 : undefined);
    await actor.refreshSecret(deployment);
    expect(asked.at(-1)).toMatchObject({ body: 'refresh' });
    await expect(
      actor.restart({ ...deployment, application: undefined }),
    ).rejects.toThrow('No Application of the tenant manages');
  });

  it('says that nobody answered', async () => {
    const away = new ArgoActor({ url: 'http://127.0.0.1:1', token: 'canary' });
    const failed = await away.sync(target, wish).catch(error => error);
    expect(failed.name).toBe('ServiceUnavailableError');
    expect(failed.message).toMatch(/Whether it heard of this is not known/);
    expect(String(failed.stack)).not.toContain('canary');
  });
});

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
  }
  return text ? JSON.parse(text) : undefined;
}
