import { z } from 'zod';
import { labelKeyPattern, labelValuePattern } from '../../names/labels';
import { dnsLabel } from '../../names/objectNames';
import { findEnvironment } from '../../manifests/renderTargets';
import type { RenderContext } from '../../manifests/RenderContext';
import { isNamespaceMetadata } from '../../platform/namespaceMetadata';

const most = 50;

const key = z.string().regex(labelKeyPattern, 'must be a key of metadata');

/**
 * What a Tenant request says of its namespaces, by environment.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const namespaceMetadataField = z
  .record(
    dnsLabel,
    z.strictObject({
      labels: z
        .record(
          key,
          z
            .string()
            .regex(
              labelValuePattern,
              'must be the value of a label: at most 63 letters, digits, -, _ and .',
            ),
        )
        .refine(all => Object.keys(all).length <= most, {
          message: `must be ${most} at most`,
        })
        .default({}),
      annotations: z
        .record(
          key,
          z
            .string()
            .max(2_000)
            .regex(/^[^\p{Cs}\0]*$/u, 'must be text'),
        )
        .refine(all => Object.keys(all).length <= most, {
          message: `must be ${most} at most`,
        })
        .default({}),
    }),
  )
  .default({})
  .describe(
    'Labels and annotations of its namespaces by environment, as far as the platform lets requests say them',
  );

/** Refuses metadata of namespaces that the platform does not let requests say, or says itself. */
export function checkNamespaceMetadata(
  all: z.output<typeof namespaceMetadataField>,
  environments: readonly string[],
  { platform, refusals }: Pick<RenderContext, 'platform' | 'refusals'>,
): void {
  for (const [name, parts] of Object.entries(all)) {
    const field = `spec.namespaceMetadata.${name}`;
    const environment = findEnvironment(platform, name);
    if (!environment || !environments.includes(name)) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field,
        given: name,
        message: 'The tenant does not have this environment.',
        fix: `Use one of: ${environments.join(', ')}.`,
      });
      continue;
    }
    for (const part of ['labels', 'annotations'] as const) {
      for (const each of Object.keys(parts[part])) {
        const isOfPlatform =
          part === 'labels' && Object.hasOwn(environment.namespaceLabels, each);
        if (isOfPlatform || !isNamespaceMetadata(platform, part, each)) {
          refusals.add({
            code: 'MetadataNotOffered',
            field: `${field}.${part}[${JSON.stringify(each)}]`,
            given: each,
            message: isOfPlatform
              ? 'The platform gives this label to all namespaces of the environment.'
              : `The platform does not let requests say this ${part.slice(
                  0,
                  -1,
                )} of a namespace.`,
            fix: isOfPlatform
              ? 'Leave it out.'
              : fixOf(platform.namespaceMetadata[part], part),
          });
        }
      }
    }
  }
}

function fixOf(offered: readonly string[], part: string): string {
  const some = offered.slice(0, 10).join(', ');
  return offered.length === 0
    ? `Leave it out, or ask the platform team to name it in namespaceMetadata.${part}.`
    : `Use one of: ${some}${offered.length > 10 ? ' and others' : ''}.`;
}
