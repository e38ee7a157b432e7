import { InputError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { httpUrlOf } from '@groundwork/backstage-plugin-tenancy-node';

/** How a change reaches the GitOps repository: `push`, or the host whose pull or merge requests are used. */
type Delivery =
  | 'push'
  | 'github'
  | 'gitlab'
  | 'bitbucketCloud'
  | 'bitbucketServer'
  | 'azure'
  | 'gitea'
  | 'gerrit';

const known: readonly string[] = [
  'github',
  'gitlab',
  'bitbucketCloud',
  'bitbucketServer',
  'azure',
  'gitea',
  'gerrit',
];

/**
 * Which way the platform's configuration and the host of the repository ask for.
 *
 * @throws InputError when pull requests are wanted of a host that no integration knows
 */
export function deliveryOf(
  platform: PlatformView,
  integrations: ScmIntegrations,
): Delivery {
  if (platform.publish === 'push') {
    return 'push';
  }
  const { url } = platform.repository.platform;
  const type = integrations.byUrl(httpUrlOf(url, integrations))?.type;
  if (type !== undefined && !known.includes(type)) {
    throw new InputError(
      `Pull requests at ${url} cannot be opened: its integration is ${type}, and those known here are ${known.join(
        ', ',
      )}. The platform team sets tenancy.publish to push.`,
    );
  }
  if (type === undefined) {
    throw new InputError(
      `No integration knows the host of ${url}, so no pull request can be opened there. The platform team adds the host under integrations in app-config, or sets tenancy.publish to push for a plain Git remote.`,
    );
  }
  return type as Delivery;
}
