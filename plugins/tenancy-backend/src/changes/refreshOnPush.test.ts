import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import type { GitTrees } from '../git/GitTrees';
import { refreshOnPush } from './refreshOnPush';

const url = 'https://git.example.com/acme/estate.git';

describe('a push that a webhook tells of', () => {
  const read: string[] = [];
  let refreshed = 0;
  let push: (params: EventParams) => Promise<void>;
  let topics: readonly string[];

  beforeEach(async () => {
    read.length = 0;
    refreshed = 0;
    const trees: Pick<GitTrees, 'refresh'> & {
      tenants: Pick<GitTrees['tenants'], 'readSoon'>;
    } = {
      tenants: { readSoon: address => read.push(address) },
      refresh: async () => {
        refreshed += 1;
      },
    };
    const events: Pick<EventsService, 'subscribe'> = {
      subscribe: async ({ onEvent, topics: wanted }) => {
        push = onEvent;
        topics = wanted;
      },
    };
    await refreshOnPush({
      trees: trees as GitTrees,
      events: events as EventsService,
    });
  });

  it('is told to each replica, which share no subscription', async () => {
    const ids: string[] = [];
    const events: Pick<EventsService, 'subscribe'> = {
      subscribe: async ({ id }) => void ids.push(id),
    };
    for (let replica = 0; replica < 2; replica += 1) {
      await refreshOnPush({
        trees: {} as GitTrees,
        events: events as EventsService,
      });
    }
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['tenancy.pushed', { pushed: { url, branch: 'main' } }],
    ['github.push', { repository: { clone_url: url } }],
    ['gitlab.push', { project: { git_http_url: url } }],
    [
      'bitbucketCloud.repo:push',
      { repository: { links: { html: { href: url } } } },
    ],
    [
      'bitbucketServer.repo:refs_changed',
      { repository: { links: { clone: [{ name: 'http', href: url }] } } },
    ],
    ['azureDevOps.git.push', { resource: { repository: { remoteUrl: url } } }],
  ])('of %s has the repository read', async (topic, eventPayload) => {
    expect(topics).toContain(topic);
    await push({ topic, eventPayload });
    expect(read).toEqual([url]);
    expect(refreshed).toBe(1);
  });

  it.each([
    null,
    7,
    'text',
    [],
    { repository: { clone_url: { toString: 'no' } } },
    { repository: { clone_url: 'x'.repeat(2_000) } },
    { repository: { links: { clone: 'ssh' } } },
    { refUpdate: { project: 'estate' } },
  ])('has what is followed read where it names none: %j', async payload => {
    await push({ topic: 'gerrit.ref-updated', eventPayload: payload });
    expect(read).toEqual([]);
    expect(refreshed).toBe(1);
  });
});
