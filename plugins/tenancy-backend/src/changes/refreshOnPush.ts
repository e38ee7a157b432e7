import type { EventsService } from '@backstage/plugin-events-node';
import type { GitTrees } from '../git/GitTrees';

/** Topics under which the events plugins of Git hosts tell of pushes. */
const PUSHES = [
  'github.push',
  'gitlab.push',
  'bitbucketCloud.repo:push',
  'azureDevOps.git.push',
];

/**
 * Looks at Git as soon as a webhook tells of a push, where the adopter has webhooks.
 */
export async function refreshOnPush(options: {
  trees: GitTrees;
  events: EventsService;
}): Promise<void> {
  const { trees, events } = options;
  await events.subscribe({
    id: 'tenancy-git',
    topics: PUSHES,
    onEvent: () => trees.refresh(),
  });
}
