import { requestManifests } from '../../manifests';
import { Capability } from '../../manifests/Capability';
import { refuseStrayOverrides, targetsOf } from '../../manifests/targetsOf';
import { secretRequestSchema } from './request';
import { secretObjects } from './secretObjects';

/**
 * Requests of kind Secret: values of a secret store, as a Secret in the tenant's namespaces.
 *
 * @public
 */
export const secretCapability: Capability<
  'Secret',
  typeof secretRequestSchema
> = {
  kind: 'Secret',
  schema: secretRequestSchema,
  description:
    'Renders and checks an ExternalSecret from a store that the platform offers. Never takes a secret value.',
  example: {
    description: 'One key of a path in Vault',
    name: 'database',
    spec: {
      store: 'vault',
      data: [
        {
          secretKey: 'password',
          key: 'payments/database',
          property: 'password',
        },
      ],
    },
  },
  objectsOwned: [{ group: 'external-secrets.io', kind: 'ExternalSecret' }],
  render(request, context) {
    const { spec, metadata } = request;
    const targets = targetsOf(context, spec.environments);
    refuseStrayOverrides(context.refusals, spec.overrides, targets);
    const rendered = targets.map(target => ({
      target,
      objects: secretObjects(
        context.refusals,
        target,
        metadata.name,
        spec,
        'spec',
      ),
    }));
    context.refusals.throwIfAny();
    return rendered.flatMap(({ target, objects }) =>
      requestManifests(request, target, objects),
    );
  },
};
