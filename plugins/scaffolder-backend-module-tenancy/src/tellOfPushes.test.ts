import { mockServices } from '@backstage/backend-test-utils';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { tellOfPushes } from './tellOfPushes';

describe('tellOfPushes', () => {
  const estate = {
    url: 'https://git.example.com/acme/estate.git',
    branch: 'main',
  };
  const push = {
    writes: [{ path: 'platform/tenants/pay.yaml', content: 'kind: Tenant\n' }],
    message: 'Ask for it',
    author: { name: 'Ada', email: 'ada@example.com' },
  };

  it('names the repository and the branch of each push', async () => {
    const told: EventParams[] = [];
    const events: EventsService = {
      publish: async params => {
        told.push(params);
      },
      subscribe: async () => {},
    };
    const git = memoryGitRepositories();
    const stop = tellOfPushes({
      git,
      events,
      logger: mockServices.logger.mock(),
    });
    await git.push(estate, push);
    stop();

    expect(told).toEqual([
      { topic: 'tenancy.pushed', eventPayload: { pushed: estate } },
    ]);
  });

  it('fails no push for want of events', async () => {
    const logger = mockServices.logger.mock();
    const events: EventsService = {
      publish: async () => {
        throw new Error('away');
      },
      subscribe: async () => {},
    };
    const git = memoryGitRepositories();
    tellOfPushes({ git, events, logger });
    await git.push(estate, push);

    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringContaining('could not be told of'),
    );
  });
});
