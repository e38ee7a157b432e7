import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import type { RequestName } from '@groundwork/backstage-plugin-tenancy-common';
import { refuseErrors } from '../proposal/refuse';
import type { RendererFor } from '../renderer/rendererFor';
import type { RequestChange } from '../renderer/TenancyRenderer';
import type { Z } from './outputs';

/** The request that is changed. */
export const requestInput = {
  tenant: (z: Z) => z.string().max(63).describe('The tenant'),
  kind: (z: Z) =>
    z.string().max(63).describe('Kind of the request, such as Workload'),
  name: (z: Z) => z.string().max(253).describe('Name of the request'),
};

/** What is said of a change that the portal itself commits or proposes. */
export const requestChangeOutput = {
  commit: (z: Z) =>
    z
      .string()
      .describe('The commit; absent where a pull request waits for review'),
  url: (z: Z) => z.string().describe('Page of the commit or pull request'),
  changes: (z: Z) =>
    z.array(z.string()).describe('Of a dry run: what would change, in words'),
  removals: (z: Z) =>
    z.array(z.string()).describe('Of a dry run: ids of what would go away'),
};

/**
 * Has the portal change a request by a commit or a pull request, once for a step, however often it runs anew. A dry run is refused for
 * what the change would be refused for.
 */
export async function runRequestChange(
  options: { rendererFor: RendererFor; id: string },
  ctx: {
    isDryRun?: boolean;
    logger: LoggerService;
    getInitiatorCredentials(): Promise<BackstageCredentials>;
    checkpoint<T extends JsonValue>(step: {
      key: string;
      fn: () => Promise<T>;
    }): Promise<T>;
    output(name: 'commit' | 'url', value: string): void;
    output(name: 'changes' | 'removals', value: string[]): void;
  },
  request: RequestName,
  change: RequestChange,
): Promise<void> {
  const credentials = await ctx.getInitiatorCredentials();
  const renderer = await options.rendererFor(credentials);
  if (ctx.isDryRun) {
    const view = there(
      await renderer.previewChange(request, change, credentials),
    );
    refuseErrors(view.findings);
    view.changes.forEach(each => ctx.logger.info(each));
    ctx.output('changes', view.changes);
    ctx.output(
      'removals',
      view.removals.map(({ id }) => id),
    );
    return;
  }
  const { kind, tenant, name } = request;
  const { url, commit = '' } = await ctx.checkpoint({
    key: `${change.what}.${kind}.${tenant}.${name}`,
    fn: async () => {
      const done = there(await renderer.change(request, change, credentials));
      return { url: done.url, commit: done.commit ?? '' };
    },
  });
  ctx.logger.info(commit ? `Committed: ${url}` : `Waits for review: ${url}`);
  if (commit) {
    ctx.output('commit', commit);
  }
  ctx.output('url', url);

  function there<T>(answer: T | undefined): T {
    if (answer === undefined) {
      throw new InputError(
        `${options.id} needs the tenancy backend plugin. The platform team can install it.`,
      );
    }
    return answer;
  }
}
