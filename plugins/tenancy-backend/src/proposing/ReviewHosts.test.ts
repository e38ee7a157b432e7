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
});
