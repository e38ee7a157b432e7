import { randomUUID } from 'node:crypto';
import type { EventsService } from '@backstage/plugin-events-node';
import { PUSHED_TOPIC } from '@groundwork/backstage-plugin-tenancy-node';
import type { GitTrees } from '../git/GitTrees';

/** Topics under which the events plugins of Git hosts tell of pushes, and actions that run in another backend. */
const PUSHES = [
  PUSHED_TOPIC,
  'github.push',
  'gitlab.push',
  'bitbucketCloud.repo:push',
  'bitbucketServer.repo:refs_changed',
  'azureDevOps.git.push',
  'gerrit.ref-updated',
];

/** Characters of an address. */
const LONGEST = 1_000;

/**
 * Looks at Git as soon as a webhook tells of a push, where the adopter has webhooks, or an action of another backend that pushed.
 */
export async function refreshOnPush(options: {
  trees: GitTrees;
  events: EventsService;
}): Promise<void> {
  const { trees, events } = options;
  await events.subscribe({
    // Of replicas that share an id the events bus tells one alone, and each has a copy of Git of its own.
    id: `tenancy-git-${randomUUID()}`,
    topics: PUSHES,
    onEvent: async ({ eventPayload }) => {
      addressesIn(eventPayload).forEach(url => trees.tenants.readSoon(url));
      await trees.refresh();
    },
  });
}

/** How hosts name the repository that was pushed to, and how actions do. */
const ADDRESSES = [
  ['pushed', 'url'],
  ['repository', 'clone_url'],
  ['project', 'git_http_url'],
  ['repository', 'links', 'html', 'href'],
  ['repository', 'links', 'clone', '0', 'href'],
  ['resource', 'repository', 'remoteUrl'],
];

function addressesIn(payload: unknown): string[] {
  return ADDRESSES.flatMap(path => {
    const found = path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? Reflect.get(value, key)
          : undefined,
      payload,
    );
    return typeof found === 'string' && found.length < LONGEST ? [found] : [];
  });
}
