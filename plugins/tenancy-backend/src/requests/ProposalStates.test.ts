import {
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ProposalStates } from './ProposalStates';

describe('ProposalStates', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const statesOf = () =>
    new ProposalStates({
      integrations: ScmIntegrations.fromConfig(
        mockServices.rootConfig({
          data: {
            integrations: {
              github: [{ host: 'github.com', token: 'gh-token' }],
              gitlab: [
                { host: 'gitlab.com', token: 'gl-token' },
                {
                  host: 'dev.example.com',
                  token: 'own-token',
                  baseUrl: 'https://dev.example.com/gitlab',
                  apiBaseUrl: 'https://dev.example.com/gitlab/api/v4',
                },
              ],
              gitea: [
                {
                  host: 'forge.example.com',
                  baseUrl: 'https://forge.example.com/git',
                  password: 'gt-token',
                },
              ],
            },
          },
        }),
      ),
      logger: mockServices.logger.mock(),
    });
  const stateOf = (url: string) => statesOf().of({ url });

  it.each([
    [{ state: 'open', merged: false }, 'open'],
    [{ state: 'closed', merged: true }, 'merged'],
    [{ state: 'closed', merged: false }, 'closed'],
    [{ state: 'odd' }, 'unknown'],
  ])('reads %j of GitHub as %s', async (answer, expected) => {
    server.use(
      http.get(
        'https://api.github.com/repos/acme/estate/pulls/7',
        ({ request }) =>
          request.headers.get('authorization')?.includes('gh-token')
            ? HttpResponse.json(answer)
            : new HttpResponse(null, { status: 401 }),
      ),
    );
    await expect(
      stateOf('https://github.com/acme/estate/pull/7'),
    ).resolves.toBe(expected);
  });

  it.each([
    [{ state: 'opened' }, 'open'],
    [{ state: 'merged' }, 'merged'],
    [{ state: 'closed' }, 'closed'],
  ])('reads %j of GitLab as %s', async (answer, expected) => {
    server.use(
      http.get(
        'https://gitlab.com/api/v4/projects/acme%2Fplatform%2Festate/merge_requests/7',
        () => HttpResponse.json(answer),
      ),
    );
    await expect(
      stateOf('https://gitlab.com/acme/platform/estate/-/merge_requests/7'),
    ).resolves.toBe(expected);
  });

  it.each([
    [{ state: 'open', merged: false }, 'open'],
    [{ state: 'closed', merged: true }, 'merged'],
    [{ state: 'closed', merged: false }, 'closed'],
  ])('reads %j of Gitea as %s', async (answer, expected) => {
    server.use(
      http.get(
        'https://forge.example.com/git/api/v1/repos/acme/estate/pulls/7',
        ({ request }) =>
          request.headers.get('authorization') === 'token gt-token'
            ? HttpResponse.json(answer)
            : new HttpResponse(null, { status: 401 }),
      ),
    );
    await expect(
      stateOf('https://forge.example.com/git/acme/estate/pulls/7'),
    ).resolves.toBe(expected);
  });

  it('asks a GitLab that lies below a path of its host for the project', async () => {
    server.use(
      http.get(
        'https://dev.example.com/gitlab/api/v4/projects/acme%2Festate/merge_requests/7',
        () => HttpResponse.json({ state: 'merged' }),
      ),
    );
    await expect(
      stateOf('https://dev.example.com/gitlab/acme/estate/-/merge_requests/7'),
    ).resolves.toBe('merged');
  });

  it('leaves a host alone that was asked too often', async () => {
    let asked = 0;
    server.use(
      http.get('https://api.github.com/*', () => {
        asked += 1;
        return HttpResponse.json({}, { status: 429 });
      }),
    );
    const states = statesOf();
    for (const number of [7, 8, 9]) {
      const url = `https://github.com/acme/estate/pull/${number}`;
      await expect(states.of({ url })).resolves.toBe('unknown');
    }
    expect(asked).toBe(1);
  });

  it('knows nothing of a host that does not answer, or that it does not know', async () => {
    server.use(
      http.get('https://api.github.com/*', () =>
        HttpResponse.json({}, { status: 500 }),
      ),
    );
    await expect(
      stateOf('https://github.com/acme/estate/pull/7'),
    ).resolves.toBe('unknown');
    await expect(stateOf('https://git.example.com/7')).resolves.toBe('unknown');
  });
});
