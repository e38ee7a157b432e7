import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { refuseErrors } from '../proposal/refuse';
import type { RendererFor } from '../renderer/rendererFor';
import { examples } from './check.examples';
import { proposalOutputs } from './outputs';

/**
 * `tenancy:check`: renders and checks a request without writing anything.
 *
 * @public
 */
export function createCheckAction(options: { rendererFor: RendererFor }) {
  return createTemplateAction({
    id: 'tenancy:check',
    description:
      'Renders and checks a request. Writes nothing; fails if anything is an error, unless told to report only.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        request: z => z.record(z.unknown()).describe('The request document'),
        reportOnly: z =>
          z
            .boolean()
            .optional()
            .describe('Output errors instead of failing (false)'),
      },
      output: {
        findings: proposalOutputs.findings,
        changes: proposalOutputs.changes,
        checkedLive: proposalOutputs.checkedLive,
        ok: z => z.boolean().describe('Whether no finding is an error'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const renderer = await options.rendererFor(credentials);
      const { findings, changes, checkedLive } = await renderer.preview(
        { request: ctx.input.request, expect: 'either' },
        credentials,
      );
      if (!ctx.input.reportOnly) {
        refuseErrors(findings);
      }
      ctx.output(
        'findings',
        findings.map(({ code, severity, field, message, fix, fixableBy }) => ({
          code,
          severity,
          ...(field ? { field } : {}),
          message,
          fix,
          fixableBy,
        })),
      );
      ctx.output('changes', changes);
      ctx.output('checkedLive', checkedLive);
      ctx.output('ok', !findings.some(({ severity }) => severity === 'error'));
    },
  });
}
