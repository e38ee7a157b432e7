import { Environment } from '../../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celString, notDeleted, specChanged } from '../cel';

/**
 * Images come from the registries that the environment names; no rule where it names none.
 */
export function imageRegistries(environment: Environment): AdmissionRule[] {
  if (environment.registries.length === 0) {
    return [];
  }
  const known = environment.registries
    .map(
      registry =>
        `c.image.startsWith(${celString(`${registry.replace(/\/+$/, '')}/`)})`,
    )
    .join(' || ');
  const list = (field: string) =>
    `(!has(object.spec.${field}) || object.spec.${field}.all(c, has(c.image) && (${known})))`;
  return [
    {
      name: 'image-registries',
      matches: [
        { groups: [''], resources: ['pods', 'pods/ephemeralcontainers'] },
      ],
      operations: ['CREATE', 'UPDATE'],
      scope: 'tenants',
      conditions: { 'not-deleted': notDeleted, changed: specChanged },
      validations: [
        {
          expression: ['containers', 'initContainers', 'ephemeralContainers']
            .map(list)
            .join(' &&\n'),
          message: `Images come from ${environment.registries.join(', ')}.`,
        },
      ],
    },
  ];
}
