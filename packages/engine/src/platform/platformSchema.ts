import { z } from 'zod';
import type { KindRegistry } from '../kinds';
import { dnsLabel } from '../names/objectNames';
import { environmentSchema } from './environment';
import { layoutSchema } from './layoutSchema';
import { manifestsSchema } from './manifestsSchema';
import { namespaceMetadataSchema } from './namespaceMetadataSchema';
import { cloneUrl } from './ownPlace';
import { tierSchema } from './tier';

/**
 * The most environments that a platform has: as many as platforms have clusters. A tenant is in some of them.
 *
 * @public
 */
export const MOST_ENVIRONMENTS = 200;

const tree = z.strictObject({
  url: cloneUrl.describe('Clone URL of the repository, https or ssh'),
  branch: z
    .string()
    .min(1)
    .default('main')
    .describe('Branch that Argo CD follows'),
});

const codeowner = z
  .string()
  .regex(
    /^@?[A-Za-z0-9${} ._/@-]+$/,
    'must be a team, user or address of the Git host',
  );

/**
 * The platform engineer's configuration: `tenancy` in app-config, or a file for the command line.
 * Guard rails live here and nowhere else; no form, action input or request can widen them.
 *
 * @public
 */
export const platformSchema = z.strictObject({
  prefix: z
    .string()
    .max(200)
    .regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/,
      'must be a DNS name such as tenancy.groundwork.dev',
    )
    .default('tenancy.groundwork.dev')
    .describe('DNS subdomain in front of all labels and annotations of ours'),
  repository: z
    .union([tree, z.strictObject({ platform: tree, tenants: tree })], {
      error:
        'must be an object with url and branch, or with platform and tenants that have them.',
    })
    .transform(value =>
      'platform' in value ? value : { platform: value, tenants: value },
    )
    .describe('The GitOps repository, or one for each tree'),
  layout: layoutSchema.describe(
    'Where folders lie in the repository, as templates of paths',
  ),
  publish: z
    .enum(['pullRequest', 'push'])
    .default('pullRequest')
    .describe('Propose by pull request, or push where the remote is plain Git'),
  naming: z
    .strictObject({
      namespace: z
        .string()
        .default('${{ tenant }}')
        .describe(
          'Name of a tenant namespace; may use ${{ tenant }} and ${{ environment }}',
        ),
      reserved: z
        .array(z.string())
        .default([])
        .describe(
          'Further namespaces of the platform, whose names no tenant can have',
        ),
      existing: z
        .array(
          z.strictObject({
            tenant: dnsLabel,
            environment: dnsLabel,
            namespace: dnsLabel,
          }),
        )
        .max(10_000)
        .default([])
        .describe(
          'Namespaces that were there before their tenants, and keep their names',
        ),
    })
    .prefault({}),
  namespaceMetadata: namespaceMetadataSchema.describe(
    'Labels and annotations that requests may give the namespaces of their tenant, beside those that are rendered',
  ),
  codeowners: z
    .strictObject({
      platform: codeowner.describe(
        'The platform team on the Git host, such as @example/platform',
      ),
      tenant: codeowner.describe(
        'The team of a tenant there; may use ${{ group }}, ${{ namespace }} and ${{ tenant }}, as in @example/${{ group }}',
      ),
    })
    .optional()
    .describe(
      'Who reviews changes; without it, no CODEOWNERS file is rendered',
    ),
  groups: z
    .union(
      [
        z.strictObject({
          template: z
            .string()
            .includes('${{ group }}')
            .describe(
              'Identity provider group of a Backstage group, as in oidc:${{ group }}',
            ),
        }),
        z.strictObject({
          annotation: z
            .string()
            .min(1)
            .describe(
              'Annotation of the group entity that holds its identity provider group',
            ),
        }),
      ],
      {
        error: 'must be an object with template or with annotation.',
      },
    )
    .optional()
    .describe(
      'How a Backstage group becomes a subject of RBAC; required to render requests',
    ),
  admins: z
    .array(
      z
        .string()
        .toLowerCase()
        .regex(
          /^(user|group):[a-z0-9._-]+\/[a-z0-9._-]+$/,
          'must be a full entity reference of a group or user, such as group:default/platform.',
        ),
    )
    .default([])
    .describe('Entity references of the groups or users that run the platform'),
  teamKinds: z
    .array(
      z.strictObject({
        group: z
          .string()
          .min(1)
          .max(253)
          .describe('API group of its definition'),
        kind: z.string().min(1).max(63),
        plural: z.string().min(1).max(253).describe('Name in URLs'),
        versions: z
          .array(z.string())
          .min(1)
          .max(20)
          .describe('Versions, the preferred one first'),
        limit: z
          .int()
          .min(1)
          .max(100_000)
          .describe(
            'How many a tenant may have, where its tier says nothing else (quota.counts)',
          ),
      }),
    )
    .max(100)
    .default([])
    .describe(
      "Kinds of the platform's own operators that teams may write in their namespaces, beside those that Groundwork knows",
    ),
  reportOnly: z
    .array(z.union([dnsLabel, z.literal('*')]))
    .max(10_000)
    .default([])
    .describe(
      'Tenants, or * for all, that were adopted and are not held to anything yet: guard rails warn them only, and they get neither quotas nor network policies',
    ),
  tiers: z.record(z.string(), tierSchema),
  environments: z.array(environmentSchema).min(1).max(MOST_ENVIRONMENTS),
  manifests: manifestsSchema.describe(
    'What the platform adds to all that is rendered for tenants',
  ),
});

/**
 * The configuration after parsing, with all defaults filled in. `kinds` is set where extensions brought further ones; read it
 * by `kindsOf`.
 *
 * @public
 */
export type PlatformConfig = z.output<typeof platformSchema> & {
  kinds?: KindRegistry;
};

/**
 * The platform as it is written in configuration.
 *
 * @public
 */
export type PlatformInput = z.input<typeof platformSchema>;
