import { z } from 'zod';
import { labelKeyPattern } from '../../names/labels';
import { secretKey } from '../../request/fields';
import { repositoryAddress } from '../../request/repositoryAddress';

/** No spaces, but in placeholders. */
const plain = /^(\$\{\{ *[A-Za-z]+ *\}\}|(?!\$\{\{)[^\p{Cc}\s])*$/u;

const repo = repositoryAddress.describe("One of the tenant's repositories");

const revision = z
  .string()
  .min(1)
  .max(200)
  .regex(plain, 'must hold no spaces')
  .regex(
    /^(?!-)(?!.*(\.\.|@\{))[^:?[\\]*$/,
    'must be a branch, tag, commit or version, and not begin with -',
  )
  .describe('Branch, tag or commit; of a chart or OCI artifact its version');

const path = z
  .string()
  .min(1)
  .max(500)
  .regex(plain, 'must hold no spaces')
  .describe(
    'Directory in the repository; may use ${{ environment }} and ${{ tenant }}',
  );

const chart = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9/_.-]*$/, 'must be the name of a chart');

const ref = z
  .string()
  .max(63)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'must be letters, digits, - and _');

const labelKey = z
  .string()
  .max(253)
  .regex(labelKeyPattern, 'must be a name such as example.com/team');

const labels = z.record(
  labelKey,
  z
    .string()
    .max(63)
    .regex(/^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/),
);

const helm = z.strictObject({
  releaseName: z
    .string()
    .max(53, 'must have at most 53 characters')
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
    .optional()
    .describe('The name of the request when left out'),
  valueFiles: z
    .array(path)
    .max(20)
    .optional()
    .describe('In the source itself, or as $ref/... in another one'),
  values: z
    .record(z.string(), z.json())
    .optional()
    .describe('Values, as they would be in a value file'),
  parameters: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(253),
        value: z.string().max(4096),
        forceString: z.boolean().default(false),
      }),
    )
    .max(100)
    .optional(),
  ignoreMissingValueFiles: z.boolean().optional(),
  skipCrds: z.boolean().optional(),
  skipTests: z.boolean().optional(),
});

const namePart = z
  .string()
  .max(40)
  .regex(/^[-a-z0-9.]*$/);

const kustomize = z.strictObject({
  namePrefix: namePart.optional(),
  nameSuffix: namePart.optional(),
  images: z
    .array(z.string().min(1).max(512).regex(plain, 'must hold no spaces'))
    .max(50)
    .optional()
    .describe('As in shop=registry.example.com/shop:1.4.2'),
  replicas: z
    .array(
      z.strictObject({
        name: secretKey,
        count: z.int().min(0).max(1000),
      }),
    )
    .max(50)
    .optional(),
  components: z.array(path).max(20).optional(),
  commonLabels: labels.optional(),
  commonAnnotations: z.record(labelKey, z.string().max(4096)).optional(),
  patches: z
    .array(
      z.strictObject({
        patch: z.string().min(1).max(65536),
        target: z
          .strictObject({
            group: z.string().max(253).optional(),
            version: z.string().max(63).optional(),
            kind: z.string().max(63).optional(),
            name: z.string().max(253).optional(),
            labelSelector: z.string().max(1024).optional(),
          })
          .optional(),
      }),
    )
    .max(50)
    .optional(),
});

const place = { repo, revision, name: ref.optional() };

/**
 * Where an Application's manifests come from, and what makes them of it.
 * A source of type `values` only lends its files to the others, as `$ref/...`.
 *
 * @public
 */
export const sourceSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('directory'),
    ...place,
    path,
    recurse: z.boolean().default(false),
    include: z.string().min(1).max(500).optional().describe('Pattern of files'),
    exclude: z.string().min(1).max(500).optional().describe('Pattern of files'),
    ref: ref.optional(),
  }),
  z.strictObject({
    type: z.literal('kustomize'),
    ...place,
    path,
    kustomize: kustomize.prefault({}),
    ref: ref.optional(),
  }),
  z.strictObject({
    type: z.literal('helm'),
    ...place,
    chart: chart
      .optional()
      .describe('Name of the chart in a Helm repository or OCI registry'),
    path: path.optional().describe('Directory of the chart in Git'),
    helm: helm.prefault({}),
  }),
  z.strictObject({ type: z.literal('values'), ...place, ref }),
]);

/**
 * A source of an Application after parsing, with its defaults.
 *
 * @public
 */
export type Source = z.output<typeof sourceSchema>;
