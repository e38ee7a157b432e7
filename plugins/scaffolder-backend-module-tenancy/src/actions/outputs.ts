import type { z as zod } from 'zod/v3';

/** Zod as the scaffolder hands it to schema callbacks. */
export type Z = typeof zod;

/** What every action that proposes something outputs. */
export const proposalOutputs = {
  request: (z: Z) =>
    z
      .record(z.unknown())
      .describe('The request document as it would stand in Git'),
  tenant: (z: Z) => z.string().describe('The tenant that the request is of'),
  ask: (z: Z) =>
    z
      .record(z.unknown())
      .describe(
        'What was asked of the renderer, for tenancy:git:push and tenancy:git:propose',
      ),
  changed: (z: Z) =>
    z.boolean().describe('False when Git holds it all already'),
  changes: (z: Z) => z.array(z.string()).describe('What changes, in words'),
  files: (z: Z) =>
    z.array(z.string()).describe('Paths that are added, changed or removed'),
  findings: (z: Z) =>
    z
      .array(
        z.object({
          code: z.string(),
          severity: z.string(),
          field: z.string().optional(),
          message: z.string(),
          fix: z.string(),
          fixableBy: z.string(),
        }),
      )
      .describe('What the checks found; none of them is an error'),
  checkedLive: (z: Z) =>
    z.boolean().describe('Whether the live clusters were asked'),
  delivery: (z: Z) =>
    z
      .string()
      .describe(
        'push, or the host whose pull requests are used: github, gitlab...',
      ),
  base: (z: Z) =>
    z
      .object({ platform: z.string(), tenants: z.string() })
      .describe('The commits this was made from, for tenancy:git:push'),
  proposals: (z: Z) =>
    z
      .array(
        z.object({
          repoUrl: z.string(),
          targetBranch: z.string(),
          sourcePath: z.string(),
          filesToDelete: z.array(z.string()),
          removedPath: z.string(),
        }),
      )
      .describe('One entry for each repository to open a pull request in'),
  branch: (z: Z) => z.string().describe('Name for the branch'),
  title: (z: Z) => z.string().describe('Title for the pull request or commit'),
  body: (z: Z) => z.string().describe('Markdown for the pull request'),
};

/** The folder of the workspace that the changed files go to. */
export const targetPathInput = (z: Z) =>
  z
    .string()
    .max(200)
    .optional()
    .describe('Folder of the workspace for the changed files (proposal)');
