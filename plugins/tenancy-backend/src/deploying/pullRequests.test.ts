import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  image,
  requestOf,
  workload as workloadOf,
} from '../__testUtils__/deployingPortal';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const file = requestOf('pay');
const path = 'tenants/pay/workloads/api/deployments';

const workload = workloadOf('pay');

interface Opened {
  path: string;
  token: string | null;
  body: Record<string, string>;
}

const hosts = [
  {
    host: 'github.com',
    integrations: { github: [{ host: 'github.com', token: 'gh' }] },
    list: 'https://api.github.com/repos/acme/estate/pulls',
    token: 'Bearer gh',
    branchOf: ({ head }: Record<string, string>) => head,
    item: (branch: string) => ({
      head: { ref: branch },
      html_url: 'https://github.com/acme/estate/pull/7',
    }),
    url: 'https://github.com/acme/estate/pull/7',
  },
  {
    host: 'gitlab.com',
    integrations: { gitlab: [{ host: 'gitlab.com', token: 'gl' }] },
    list: 'https://gitlab.com/api/v4/projects/acme%2Festate/merge_requests',
    token: 'Bearer gl',
    branchOf: ({ source_branch }: Record<string, string>) => source_branch,
    item: (branch: string) => ({
      source_branch: branch,
      web_url: 'https://gitlab.com/acme/estate/-/merge_requests/7',
    }),
    url: 'https://gitlab.com/acme/estate/-/merge_requests/7',
  },
];

describe.each(hosts)('deploying by pull request on $host', each => {
  let portal: Portal;
  let opened: Opened[] = [];
  const { get, post, settled } = clientOf(() => portal);
  let state = 'open';
  const server = setupServer(
    http.get(each.list, () =>
      HttpResponse.json(
        opened.map(({ body }) => each.item(each.branchOf(body))),
      ),
    ),
    http.post(each.list, async ({ request }) => {
      opened.push({
        path: new URL(request.url).pathname,
        token: request.headers.get('authorization'),
        body: (await request.json()) as Record<string, string>,
      });
      return HttpResponse.json(each.item(each.branchOf(opened[0].body)), {
        status: 201,
      });
    }),
    http.get(`${each.list}/7`, () => HttpResponse.json({ state })),
    http.all('http://127.0.0.1*', () => passthrough()),
    http.all('http://localhost*', () => passthrough()),
  );

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());

  beforeEach(async () => {
    opened = [];
    state = 'open';
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        [file]: workload,
      },
      config: () => ({ integrations: each.integrations }),
      tenancy: {
        publish: 'pullRequest',
        repository: { url: `https://${each.host}/acme/estate.git` },
      },
    });
    await settled();
  });

  afterEach(() => portal.stop());

  it('opens one, leaves the branch that Argo CD follows alone, and tells what becomes of it', async () => {
    const { body } = await post(path, { image: `${image}:2` }).expect(202);

    expect(body).toMatchObject({ state: 'proposed', url: each.url });
    expect(portal.git.files.get(file)).toBe(workload);
    const [[branch, files]] = [...portal.git.branches];
    expect(branch).toMatch(/^groundwork\/deploy-pay-api-[0-9a-f]{12}$/);
    expect(files[file]).toBe(workload.replace('api:1', 'api:2'));
    expect(opened).toHaveLength(1);
    expect(opened[0].token).toBe(each.token);
    expect(opened[0].body.title).toBe('Deploy api 2 of pay to dev');

    // A job that is tried again finds what it opened.
    const again = await post(path, { image: `${image}:2` }).expect(202);
    expect(again.body.url).toBe(each.url);
    expect(opened).toHaveLength(1);

    const progress = `${path}?image=${image}:2`;
    expect((await get(progress).expect(200)).body).toMatchObject({
      state: 'proposed',
      url: each.url,
    });
    const { body: requests } = await get('tenants/pay/requests');
    expect(requests.items).toContainEqual(
      expect.objectContaining({
        name: 'api',
        stage: 'proposed',
        url: each.url,
      }),
    );

    portal.git.write(files);
    const merged = await until(
      () => get(progress),
      answer => answer.body.state === 'committed',
    );
    expect(merged.body.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it('says that one was closed', async () => {
    await post(path, { image: `${image}:2` }).expect(202);
    state = 'closed';
    const { body } = await get(`${path}?image=${image}:2`);
    expect(body).toMatchObject({ state: 'rejected', url: each.url });
  });
});
