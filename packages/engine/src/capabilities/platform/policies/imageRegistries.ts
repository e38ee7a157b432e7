import { Environment } from '../../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { celString, specChanged } from '../cel';

/**
 * Images come from the registries that the environment names; no rule where it names none.
 */
export function imageRegistries(environment: Environment): AdmissionRule[] {
  if (environment.registries.length === 0) {
    return [];
  }
  const known = (image: string) =>
    environment.registries
      .map(
        registry =>
          `${image}.startsWith(${celString(
            `${registry.replace(/\/+$/, '')}/`,
          )})`,
      )
      .join(' || ');
  const list = (field: string) =>
    `(!has(object.spec.${field}) || object.spec.${field}.all(c, has(c.image) && (${known(
      'c.image',
    )})))`;
  return [
    {
      name: 'image-registries',
      matches: [
        { groups: [''], resources: ['pods', 'pods/ephemeralcontainers'] },
      ],
      operations: ['CREATE', 'UPDATE'],
      scope: 'tenants',
      conditions: { changed: specChanged },
      validations: [
        {
          expression: ['containers', 'initContainers', 'ephemeralContainers']
            .map(list)
            .join(' &&\n'),
          message: `Images come from ${environment.registries.join(', ')}.`,
        },
        {
          expression: `!has(object.spec.volumes) || object.spec.volumes.all(v,\n  !has(v.image) || !has(v.image.reference) || ${known(
            'v.image.reference',
          )})`,
          message: `Images that are mounted come from ${environment.registries.join(
            ', ',
          )}.`,
        },
      ],
    },
  ];
}
