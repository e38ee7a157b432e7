import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const PULLS = 'https://api.github.com/repos/acme/estate/pulls';
const page = (number: number) =>
  `https://github.com/acme/estate/pull/${number}`;
const rule = (name: string, owner = 'payments') => ({
  namespace: name,
  owner: `group:default/${owner}`,
});
const rules = [rule('pay'), rule('old')];

describe('adopting by pull request', () => {
  let portal: Portal;
  let opened: string[];
  let state: string;
  const { post, settled } = clientOf(() => portal);
  const ask = (path: string, body: object) =>
    post(`adoption/${path}`, body, 'root');
  const propose = (...tenants: string[]) => ask('propose', { rules, tenants });
  const item = (branch: string) => ({
    head: { ref: branch },
    html_url: page(opened.indexOf(branch) + 1),
  });
  const server = setupServer(
    http.get(PULLS, () => HttpResponse.json(opened.map(item))),
    http.post(PULLS, async ({ request }) => {
      const { head } = (await request.json()) as { head: string };
      opened.push(head);
      return HttpResponse.json(item(head), { status: 201 });
    }),
    http.get(`${PULLS}/:number`, () => HttpResponse.json({ state })),
    http.all('http://127.0.0.1*', () => passthrough()),
    http.all('http://localhost*', () => passthrough()),
  );

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());

  beforeEach(async () => {
    opened = [];
    state = 'open';
    portal = await startPortal({
      files: { 'platform/tenants/web.yaml': tenantFile('web', 'shop') },
      fill: cluster => {
        cluster.serve({
          group: '',
          version: 'v1',
          kind: 'ConfigMap',
          plural: 'configmaps',
        });
        for (const kind of ['Application', 'AppProject']) {
          cluster.serve({
            group: 'argoproj.io',
            version: 'v1alpha1',
            kind,
            plural: `${kind.toLowerCase()}s`,
          });
        }
        for (const name of ['pay', 'old', 'web']) {
          cluster.put({
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name },
          });
        }
      },
      config: () => ({
        integrations: { github: [{ host: 'github.com', token: 'gh' }] },
      }),
      tenancy: {
        publish: 'pullRequest',
        repository: { url: 'https://github.com/acme/estate.git' },
      },
    });
    await settled();
  });

  afterEach(() => portal.stop());

  const previewOf = async (given: object[]) =>
    (
      await until(
        () => ask('preview', { rules: given }),
        ({ body, status }) => status === 200 && body.items.length === 2,
      )
    ).body.items;

  it('opens no second one of a tenant that waits for review', async () => {
    await previewOf(rules);
    const { body } = await propose('pay', 'old').expect(202);
    expect(body).toMatchObject({ url: page(1) });

    expect(await previewOf(rules)).toEqual([
      expect.objectContaining({ tenant: 'old', pullRequest: page(1) }),
      expect.objectContaining({ tenant: 'pay', pullRequest: page(1) }),
    ]);
    const { body: refused } = await propose('pay').expect(409);
    expect(refused.error.message).toContain(
      `Tenant pay waits for review already, in ${page(1)}`,
    );
    // A second click is the same change.
    expect((await propose('pay', 'old').expect(202)).body.url).toBe(page(1));
    expect(opened).toHaveLength(1);
  });

  it('says before it is proposed that the catalog does not know an owner', async () => {
    const [old, pay] = await previewOf([rule('pay', 'nobody'), rule('old')]);
    expect(pay.blocked).toEqual([
      {
        why: 'there is no group group:default/nobody in the catalog',
        code: 'ownerUnknown',
        values: { owner: 'group:default/nobody' },
      },
    ]);
    expect(old.blocked).toEqual([]);
  });
});
