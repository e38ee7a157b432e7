import { z } from 'zod';
import { parseLabelSelector } from '../tenants/parseLabelSelector';

const name = z.string().min(1).max(253);

const entityRef = z
  .string()
  .toLowerCase()
  .regex(
    /^(user|group):[a-z0-9._-]+\/[a-z0-9._-]+$/,
    'must be a full entity reference of a group or user, such as group:default/payments',
  );

const namespacePattern = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$|^[a-z0-9][-a-z0-9]*-\*$/,
    'must be the name of a namespace, or a beginning with "-*" such as payments-*',
  );

const fluxPattern = z
  .string()
  .max(317)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?\/([a-z0-9]([-a-z0-9.]*[a-z0-9])?|[a-z0-9][-a-z0-9.]*-\*)$/,
    'must be the namespace and name of a Kustomization or HelmRelease of Flux, as flux-system/payments, or with a beginning of names as flux-system/payments-*',
  );

const trusted = z
  .strictObject({
    kind: z.enum(['Namespace', 'AppProject']),
    label: z.string().min(1).max(317).optional(),
    annotation: z.string().min(1).max(317).optional(),
    owner: z
      .string()
      .toLowerCase()
      .regex(
        /^(user|group):[a-z0-9._-]+\/[a-z0-9._-]*\$\{\{ value \}\}[a-z0-9._-]*$/,
        'must be an entity reference with ${{ value }} in its name, such as group:default/${{ value }}',
      ),
    teamsCannotWrite: z.literal(true, {
      error:
        'must be true: it declares that no team can write this label or annotation. Whoever can, sees what they like',
    }),
  })
  .refine(
    ({ label, annotation }) =>
      (label === undefined) !== (annotation === undefined),
    'must have either label or annotation',
  );

const template = z
  .string()
  .max(500)
  .includes('${{ name }}', { error: 'must use ${{ name }}' });

/**
 * `tenancy.unmanaged` in app-config: who may look at what that is no tenant of ours. Nothing in it has a default that lets
 * anybody see anything.
 */
export const unmanagedSchema = z
  .strictObject({
    access: z.enum(['owners', 'entityReaders'], {
      error:
        'must be owners (who owns an entity sees what owners maps to them) or entityReaders (anyone who can register an entity can read any workload that the reader account sees)',
    }),
    owners: z
      .array(
        z.strictObject({
          owner: entityRef,
          namespaces: z.array(namespacePattern).max(1000).default([]),
          clusters: z.array(name).max(200).optional(),
          projects: z.array(name).max(1000).default([]),
          applicationNamespaces: z.array(name).max(200).default([]),
          flux: z.array(fluxPattern).max(1000).default([]),
        }),
      )
      .max(10_000)
      .default([]),
    trusted: z.array(trusted).max(20).default([]),
    sharedNamespaces: z.array(name).max(100).default([]),
    conventions: z
      .array(
        z
          .strictObject({
            namespace: template.optional(),
            application: template.optional(),
            labelSelector: template
              .refine(
                text =>
                  parseLabelSelector(text.replaceAll('${{ name }}', 'a')) !==
                  undefined,
                'must be a label selector, as app.kubernetes.io/name=${{ name }}',
              )
              .optional(),
          })
          .refine(
            each => Object.values(each).some(value => value !== undefined),
            'must have namespace, application or labelSelector',
          ),
      )
      .max(20)
      .refine(
        all => all.filter(each => each.labelSelector).length <= 1,
        'must not have more than one labelSelector: workloads that have to carry the labels of all of them are rarely meant',
      )
      .default([]),
    clusters: z
      .array(
        z.strictObject({
          name,
          /** What Argo CDs call it. */
          destinations: z
            .array(
              z.union([
                z.strictObject({ server: z.url() }),
                z.strictObject({ name }),
              ]),
            )
            .max(20)
            .default([]),
          cni: z.enum(['kubernetes', 'cilium', 'none']).optional(),
        }),
      )
      .max(200)
      .optional(),
    argocd: z
      .array(
        z.strictObject({
          cluster: z
            .string({
              error: 'must be the name of the cluster where this Argo CD runs',
            })
            .min(1)
            .max(253),
          namespace: name.default('argocd'),
          /** As `argocd/instance-name` names it. */
          name: name.optional(),
          url: z.url().optional(),
        }),
      )
      .max(50)
      .optional(),
  })
  .superRefine((value, context) => {
    const mapped = value.owners.length > 0 || value.trusted.length > 0;
    if (value.access === 'owners' && !mapped) {
      context.addIssue({
        code: 'custom',
        path: ['owners'],
        message:
          'must map at least one owner to namespaces, or trusted name a label that does: with access: owners nobody sees anything else',
      });
    }
    if (value.access === 'entityReaders' && mapped) {
      context.addIssue({
        code: 'custom',
        path: ['access'],
        message:
          'entityReaders lets everybody see everything, so owners and trusted would restrict nobody. Remove them, or use access: owners',
      });
    }
  });

/** The configuration after parsing. */
export type UnmanagedConfig = z.output<typeof unmanagedSchema>;
