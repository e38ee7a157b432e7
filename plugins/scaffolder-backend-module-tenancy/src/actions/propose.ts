import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { ScmIntegrations } from '@backstage/integration';
import type { JsonObject } from '@backstage/types';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import { bodyOf, branchOf, titleOf, type Subject } from '../proposal/describe';
import { deliveryOf } from '../proposal/delivery';
import { refuseErrors } from '../proposal/refuse';
import { writeProposal } from '../proposal/writeProposal';
import type { RendererFor } from '../renderer/rendererFor';
import type { TenancyRenderer } from '../renderer/TenancyRenderer';

/** What the proposing actions are made with. */
export interface ProposeOptions {
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
    subject: (preview: PreviewView) => Subject;
    render: (
      renderer: TenancyRenderer,
      credentials: BackstageCredentials,
    ) => Promise<{ request: unknown; preview: PreviewView }>;
  },
): Promise<void> {
  const credentials = await ctx.getInitiatorCredentials();
  const renderer = await options.rendererFor(credentials);
  const platform = await renderer.platform(credentials);
  const { request, preview } = await work.render(renderer, credentials);
  refuseErrors(preview.findings);

  const delivery = deliveryOf(platform, options.integrations);
  const proposals = await writeProposal({
    workspacePath: ctx.workspacePath,
    targetPath: work.targetPath || 'proposal',
    platform,
    preview,
  });
  for (const change of preview.changes) ctx.logger.info(change);
  if (!preview.checkedLive) {
    ctx.logger.warn('No live cluster could be asked: static checks only');
  }
  const subject = work.subject(preview);
  const touched = preview.files.filter(({ change }) => change !== 'same');
  ctx.output('request', request);
  ctx.output('changed', touched.length > 0);
  ctx.output('changes', preview.changes);
  ctx.output(
    'files',
    touched.map(({ path }) => path),
  );
  ctx.output(
    'findings',
    preview.findings.map(({ code, severity, field, message, fix, mender }) => ({
      code,
      severity,
      ...(field ? { field } : {}),
      message,
      fix,
      mender,
    })),
  );
  ctx.output('checkedLive', preview.checkedLive);
  ctx.output('delivery', delivery);
  ctx.output('base', preview.base);
  ctx.output('proposals', proposals);
  ctx.output('branch', branchOf(subject, ctx.task.id.slice(0, 8)));
  ctx.output('title', titleOf(subject));
  ctx.output('body', bodyOf(preview));
}
