import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { ScmIntegrations } from '@backstage/integration';
import type { JsonObject } from '@backstage/types';
import type {
  PreviewInput,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { ParseOptions } from '@groundwork/engine';
import { bodyOf, branchOf, titleOf, whyNotLive } from '../proposal/describe';
import { deliveryOf } from '../proposal/delivery';
import { refuseErrors } from '../proposal/refuse';
import { writeProposal } from '../proposal/writeProposal';
import type { RendererFor } from '../renderer/rendererFor';
import type { TenancyRenderer } from '../renderer/TenancyRenderer';

/** What the proposing actions are made with. */
export interface ProposeOptions extends ParseOptions {
  rendererFor: RendererFor;
  integrations: ScmIntegrations;
}

type AnyContext = Pick<
  ActionContext<JsonObject>,
  'logger' | 'workspacePath' | 'task'
> & {
  output(name: string, value: unknown): void;
  getInitiatorCredentials: ActionContext<JsonObject>['getInitiatorCredentials'];
};

/**
 * The common way of all proposing actions: preview, refuse on errors, write
 * the changed files, tell what happened.
 */
export async function propose(
  options: ProposeOptions,
  ctx: AnyContext,
  work: {
    targetPath?: string;
    subject: RequestName;
    /** What is asked of the renderer; the guard rails where it is left out. */
    ask?: (
      renderer: TenancyRenderer,
      credentials: BackstageCredentials,
    ) => Promise<PreviewInput>;
  },
): Promise<void> {
  const credentials = await ctx.getInitiatorCredentials();
  const renderer = await options.rendererFor(credentials);
  const platform = await renderer.platform(credentials);
  const ask = await work.ask?.(renderer, credentials);
  const preview = ask
    ? await renderer.preview(ask, credentials)
    : await renderer.previewPlatform(credentials);
  refuseErrors(preview.findings);

  const delivery = deliveryOf(platform, options.integrations);
  const proposals = await writeProposal({
    workspacePath: ctx.workspacePath,
    targetPath: work.targetPath || 'proposal',
    platform,
    preview,
    integrations: options.integrations,
  });
  for (const change of preview.changes) {
    ctx.logger.info(change);
  }
  if (!preview.checkedLive) {
    ctx.logger.warn(
      `Only the request itself was checked, without the live clusters: ${whyNotLive(
        preview,
      )}`,
    );
  }
  const { subject } = work;
  const touched = preview.files.filter(({ change }) => change !== 'same');
  ctx.output('request', preview.request ?? {});
  ctx.output('tenant', subject.tenant);
  ctx.output('ask', ask ?? {});
  ctx.output('changed', touched.length > 0);
  ctx.output('changes', preview.changes);
  ctx.output(
    'files',
    touched.map(({ path }) => path),
  );
  ctx.output(
    'findings',
    preview.findings.map(
      ({ code, severity, field, message, fix, fixableBy }) => ({
        code,
        severity,
        ...(field ? { field } : {}),
        message,
        fix,
        fixableBy,
      }),
    ),
  );
  ctx.output('checkedLive', preview.checkedLive);
  ctx.output('delivery', delivery);
  ctx.output('base', preview.base);
  ctx.output('proposals', proposals);
  ctx.output('branch', branchOf(subject, ctx.task.id.slice(0, 8)));
  ctx.output('title', titleOf(subject, ask, preview));
  ctx.output(
    'body',
    bodyOf(
      preview,
      delivery === 'push' ? [] : proposals.map(({ repoUrl }) => repoUrl),
    ),
  );
}
