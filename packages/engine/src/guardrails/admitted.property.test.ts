import fc from 'fast-check';
import { groupOf, KubernetesObject } from '../model';
import { Platform } from '../platform';
import { render } from '../render/render';
import { parseRequest } from '../parse/parseRequest';
import { refusalsOf } from './admission';
import { environmentsOf } from '../testing/arbitraries/EstateScope';
import { fullEstate } from '../testing/arbitraries/estates';
import { RequestDocument } from '../testing/arbitraries/requestDocument';
import { requestsOf } from '../testing/arbitraries/requestsOf';
import { defaultKinds } from '../kinds';
import { AdmissionRule } from './AdmissionRule';
import { guardRails } from './guardRails';
import { cases } from '../testing/cases';

const scope = fullEstate({ version: '1.6.1', channel: 'standard' });
const { platform, tenant } = scope;
const namespaces = render(tenant, platform)
  .files.flatMap(file => file.objects)
  .filter(({ kind }) => kind === 'Namespace');

interface Placed {
  object: KubernetesObject;
  environment: string;
}

/** The objects of the tenant's own tree, each with its environment. */
function placed(document: RequestDocument): Placed[] {
  return render(parseRequest(document), platform, { tenant }).files.flatMap(
    ({ tree, target, objects }) =>
      tree === 'tenants' && target
        ? objects.map(object => ({ object, environment: target.environment }))
        : [],
  );
}

function kindOf(object: KubernetesObject) {
  return defaultKinds.ofTeams.find(
    ({ group, kind }) =>
      kind === object.kind && group === groupOf(object.apiVersion),
  );
}

function rulesOf(configured: Platform): Map<string, AdmissionRule[]> {
  return new Map(
    configured.environments.map(environment => [
      environment.name,
      guardRails(configured, environment),
    ]),
  );
}

describe('what a team asks for', () => {
  const rules = rulesOf(platform);

  it('is about namespaces of the estate', () => {
    expect(namespaces).toHaveLength(environmentsOf(scope).length);
  });

  it.each([
    ['workload', requestsOf('Workload')],
    ['route', requestsOf('Route')],
    ['secret', requestsOf('Secret')],
    ['service', requestsOf('Service')],
    ['scaler', requestsOf('Scaler')],
  ] as const)(
    'as a %s is of kinds that its project admits, and passes the guard rails',
    (_, requests) => {
      fc.assert(
        fc.property(requests(scope), document => {
          for (const { object, environment } of placed(document)) {
            expect([object.kind, kindOf(object)?.kind]).toEqual([
              object.kind,
              object.kind,
            ]);
            expect(
              refusalsOf(rules.get(environment) ?? [], {
                operation: 'CREATE',
                resource: kindOf(object)?.plural ?? '',
                object,
                user: `system:serviceaccount:${object.metadata.namespace}:groundwork-deployer`,
                namespace: namespaces.find(
                  ({ metadata }) =>
                    metadata.labels?.['tenancy.groundwork.dev/environment'] ===
                    environment,
                ),
              }),
            ).toEqual([]);
          }
        }),
        { numRuns: cases(50) },
      );
    },
  );
});
