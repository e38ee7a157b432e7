import {
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ReviewHosts } from './ReviewHosts';

const api = 'https://api.github.com/repos/acme/estate/pulls';
const place = { url: 'https://github.com/acme/estate.git', branch: 'main' };
const page = 'https://github.com/acme/estate';
const review = { branch: 'groundwork/x', title: 'x', body: '' };
const pull = { head: { ref: review.branch }, html_url: `${page}/pull/7` };

describe('a host of pull requests', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  let asked = 0;
  let hosts: ReviewHosts;

  beforeEach(() => {
    asked = 0;
    hosts = new ReviewHosts(
      ScmIntegrations.fromConfig(
        mockServices.rootConfig({
          data: { integrations: { github: [{ host: 'github.com' }] } },
        }),
      ),
    );
  });
  afterEach(() => jest.useRealTimers());

  const listed = (answer: () => Response) =>
    server.use(
      http.get(api, () => {
        asked += 1;
        return answer() as HttpResponse<string>;
      }),
    );
  const open = () => hosts.open(place, page, review);

  it.each([
    [429, { 'Retry-After': '120' }, 120],
    [429, {}, 60],
    [403, { 'Retry-After': '5' }, 5],
    [
      403,
      { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1767225690' },
      90,
    ],
  ])(
    'is left alone where it answers %i with %j',
    async (status, headers, seconds) => {
      jest.useFakeTimers({
        now: Date.parse('2026-01-01T00:00:00Z'),
        doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
      });
      listed(() => new HttpResponse('{}', { status, headers }));
      const until = new Date(Date.now() + seconds * 1_000).toISOString();
      for (let i = 0; i < 3; i += 1) {
        await expect(open()).rejects.toThrow(
          `api.github.com was asked too often, and is asked again after ${until}`,
        );
      }
      expect(asked).toBe(1);

      jest.setSystemTime(Date.now() + seconds * 1_000);
      server.resetHandlers();
      listed(() => HttpResponse.json([pull]));
      expect(await open()).toBe(`${page}/pull/7`);
    },
  );

  it.each([
    [
      () => new HttpResponse('<html>Sign in</html>', { status: 200 }),
      'api.github.com answered with something that is not JSON when it was asked for pull requests, as a proxy or a sign-in page does',
    ],
    [
      () => HttpResponse.json({ message: 'soon' }),
      'api.github.com was asked for open pull requests and did not answer with a list',
    ],
    [
      () => new HttpResponse('<html>Bad gateway</html>', { status: 502 }),
      'api.github.com answered 502 when it was asked for pull requests',
    ],
    [
      () => HttpResponse.json({ message: 'Bad\ncredentials' }, { status: 401 }),
      'api.github.com answered 401 when it was asked for pull requests: Bad credentials. The platform team can see that the credential under integrations may open them',
    ],
  ])(
    'is not taken to have none where it answers oddly (%#)',
    async (answer, message) => {
      listed(answer);
      await expect(open()).rejects.toThrow(message);
      await expect(hosts.close(place, page, review)).rejects.toThrow(message);
    },
  );

  it('says in its own words why it opens none', async () => {
    listed(() => HttpResponse.json([]));
    server.use(
      http.post(api, () =>
        HttpResponse.json(
          {
            message: 'Validation Failed',
            errors: [{ message: 'No commits between main and groundwork/x' }],
          },
          { status: 422 },
        ),
      ),
    );
    await expect(open()).rejects.toThrow(
      /^api.github.com answered 422 when it was asked for pull requests: Validation Failed: No commits between main and groundwork\/x$/,
    );
  });

  it('is asked for the project alone, where a GitLab lies below a path of its host', async () => {
    const below = new ReviewHosts(
      ScmIntegrations.fromConfig(
        mockServices.rootConfig({
          data: {
            integrations: {
              gitlab: [
                {
                  host: 'dev.example.com',
                  token: 'own-token',
                  baseUrl: 'https://dev.example.com/gitlab',
                  apiBaseUrl: 'https://dev.example.com/gitlab/api/v4',
                },
              ],
            },
          },
        }),
      ),
    );
    const url =
      'https://dev.example.com/gitlab/acme/platform/estate/-/merge_requests/7';
    server.use(
      http.get(
        'https://dev.example.com/gitlab/api/v4/projects/acme%2Fplatform%2Festate/merge_requests',
        () =>
          HttpResponse.json([{ source_branch: review.branch, web_url: url }]),
      ),
    );
    const repository = 'https://dev.example.com/gitlab/acme/platform/estate';
    expect(await below.open(place, repository, review)).toBe(url);
  });

  it('is asked page by page where it tells all branches, however few it puts on one', async () => {
    const gitea = new ReviewHosts(
      ScmIntegrations.fromConfig(
        mockServices.rootConfig({
          data: { integrations: { gitea: [{ host: 'git.example.com' }] } },
        }),
      ),
    );
    const at = 'https://git.example.com/api/v1/repos/acme/estate/pulls';
    const item = (number: number, head: object, base: object = {}) => ({
      html_url: `https://git.example.com/acme/estate/pulls/${number}`,
      head: { repo_id: 1, ref: review.branch, ...head },
      base: { repo_id: 1, ref: 'main', ...base },
    });
    const pages = [
      [item(9, { ref: 'other' }), item(8, { repo_id: 2 })],
      [item(7, {}, { ref: 'live' }), item(6, { ref: 'more' })],
      [item(5, {})],
    ];
    const closed: string[] = [];
    server.use(
      http.get(at, ({ request }) => {
        const { searchParams } = new URL(request.url);
        return HttpResponse.json(
          pages[Number(searchParams.get('page')) - 1] ?? [],
        );
      }),
      http.patch(`${at}/:number`, ({ params }) => {
        closed.push(String(params.number));
        return HttpResponse.json({});
      }),
    );
    const repository = 'https://git.example.com/acme/estate';
    expect(await gitea.open(place, repository, review)).toBe(
      `${repository}/pulls/5`,
    );
    // Those of a fork and to another branch are called alike, and are somebody else's.
    await gitea.close(place, repository, review);
    expect(closed).toEqual(['5']);
  });

  it('is not taken to have one where a fork has a branch that is called alike', async () => {
    const gitlab = new ReviewHosts(
      ScmIntegrations.fromConfig(
        mockServices.rootConfig({
          data: {
            integrations: { gitlab: [{ host: 'gitlab.com', token: 'own' }] },
          },
        }),
      ),
    );
    const at =
      'https://gitlab.com/api/v4/projects/acme%2Festate/merge_requests';
    const request = (number: number, source: number) => ({
      source_branch: review.branch,
      source_project_id: source,
      target_project_id: 1,
      web_url: `https://gitlab.com/acme/estate/-/merge_requests/${number}`,
    });
    server.use(
      http.get(at, () => HttpResponse.json([request(3, 2)])),
      http.post(at, () => HttpResponse.json(request(4, 1), { status: 201 })),
    );
    expect(
      await gitlab.open(place, 'https://gitlab.com/acme/estate', review),
    ).toBe('https://gitlab.com/acme/estate/-/merge_requests/4');
  });
});
