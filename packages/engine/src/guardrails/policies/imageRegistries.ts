import { Environment } from '../../platform';
import { AdmissionRule } from '../AdmissionRule';
import { specChanged } from '../cel';
import { operatorVariables } from '../trusted';
import { fromRegistries, isInjected } from './pods/images';

/**
 * Images come from the registries that the environment names; no rule where it names none. Pods may also hold what the platform's webhooks
 * put into them, which templates of a team may not name, and ephemeral containers neither. Pods that answer the challenges of an ACME server
 * are cert-manager's own: a template can't say whose a pod is, and no tenant may make pods in all namespaces.
 */
export function imageRegistries(environment: Environment): AdmissionRule[] {
  const { registries } = environment;
  if (registries.length === 0) {
    return [];
  }
  const known = (image: string) => fromRegistries(image, environment);
  const list = (field: string, alsoInjected: boolean) =>
    `(!has(object.spec.${field}) || object.spec.${field}.all(c, has(c.image) && (${known(
      'c.image',
    )}${alsoInjected ? ` || ${isInjected('c.image', environment)}` : ''})))`;
  return [
    {
      name: 'image-registries',
      matches: [
        { groups: [''], resources: ['pods', 'pods/ephemeralcontainers'] },
      ],
      operations: ['CREATE', 'UPDATE'],
      scope: 'tenants',
      conditions: { changed: specChanged },
      variables: {
        ...operatorVariables,
        solver: [
          'variables.operator && has(object.metadata.ownerReferences) &&',
          "object.metadata.ownerReferences.exists(o, o.kind == 'Challenge' && o.apiVersion.startsWith('acme.cert-manager.io/') && has(o.controller) && o.controller)",
        ].join('\n'),
      },
      validations: [
        {
          expression: [
            list('containers', true),
            list('initContainers', true),
            list('ephemeralContainers', false),
          ]
            .join(' &&\n')
            .concat(' ||\nvariables.solver'),
          message: `Images come from ${registries.join(', ')}.`,
        },
        {
          expression: `!has(object.spec.volumes) || object.spec.volumes.all(v,\n  !has(v.image) || !has(v.image.reference) || ${known(
            'v.image.reference',
          )})`,
          message: `Images that are mounted come from ${registries.join(
            ', ',
          )}.`,
        },
      ],
    },
  ];
}
