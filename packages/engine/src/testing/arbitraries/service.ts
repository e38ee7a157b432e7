import fc from 'fast-check';
import { EstateScope } from './EstateScope';
import { label, partly, requestName } from './primitives';
import { requestDocument, RequestDocument } from './requestDocument';
import { routeSpecs } from './route';
import { secretSpecs } from './secret';
import { workloadSpecs } from './workload';

/**
 * Valid Service requests: a workload, often with secrets and a route.
 */
export function requests(scope: EstateScope): fc.Arbitrary<RequestDocument> {
  return requestDocument('Service', scope, requestName, environments =>
    fc
      .tuple(
        workloadSpecs(scope, environments),
        fc.array(secret(scope, environments), { maxLength: 2 }),
        fc.option(
          routeSpecs(scope, environments, () => fc.constant({})),
          { nil: undefined },
        ),
      )
      .map(([workload, secrets, route]) => {
        const ports = workload.ports;
        const routed = route && Array.isArray(ports) && ports.length > 0;
        return {
          workload,
          secrets: secrets.map((item, index) => ({
            ...item,
            name: `${index}-${item.name}`,
            // Beside the directories of the workload, which are shorter.
            ...(item.use === 'files'
              ? { path: `/secrets-of-the-service/${index}` }
              : {}),
          })),
          ...(routed ? { route } : {}),
        };
      }),
  );
}

function secret(scope: EstateScope, environments: readonly string[]) {
  return fc
    .tuple(
      secretSpecs(scope, environments),
      fc.record({ name: label(30) }),
      partly({ use: fc.constantFrom('env', 'files', 'none') }),
    )
    .map(([spec, name, use]) => ({ ...spec, ...name, ...use }));
}
