import { Api, contract } from '@groundwork/kube-contract';
import { ApiServer, startApiServer } from './api';

describe('the API server of the sandbox', () => {
  let server: ApiServer;
  let api: Api;

  beforeAll(async () => {
    const admin = { name: 'admin', groups: ['system:masters'], token: 'admin' };
    server = await startApiServer({ name: 'contract', users: [admin] });
    api = await Api.fromKubeconfig(server.kubeconfig());
  });

  afterAll(() => server.close());

  describe.each(Object.entries(contract))('%s', (_part, cases) => {
    it.each(cases.map(({ name, run }): [string, typeof run] => [name, run]))(
      '%s',
      async (_name, run) => {
        await expect(run(api)).resolves.toBeUndefined();
      },
      60_000,
    );
  });
});
