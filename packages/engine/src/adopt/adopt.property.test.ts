import fc from 'fast-check';
import { capabilities } from '../capabilities/list';
import { Capability, isTenant } from '../manifests';
import { KubernetesObject, refKey, refOf } from '../model';
import { parseRequest, parseRequestText } from '../parse/parseRequest';
import { renderAll } from '../render/renderAll';
import { defaultLayout, isRequestPath, RequestEnvelope } from '../request';
import { EstateScope } from '../testing/arbitraries/EstateScope';
import { fullEstate } from '../testing/arbitraries/estates';
import { RequestDocument } from '../testing/arbitraries/requestDocument';
import { requestsOf } from '../testing/arbitraries/requestsOf';
import { platforms } from '../testing/arbitraries/platform';
import { tenantRequests } from '../testing/arbitraries/tenant';
import { adopt } from './adopt';
import type { Adoption, FoundObject } from './Adoption';
import { cases } from '../testing/cases';

const gatewayApi = { version: '1.6.1', channel: 'experimental' } as const;

/** What requests render to, each object with the cluster it is for. */
function rendered(
  requests: readonly RequestEnvelope[],
  { platform }: Pick<EstateScope, 'platform'>,
): FoundObject[] {
  return renderAll(requests, platform, {
    gatewayApi: Object.fromEntries(
      platform.environments.map(({ cluster }) => [cluster, gatewayApi]),
    ),
  }).files.flatMap(({ target, objects }) =>
    target ? objects.map(object => ({ object, cluster: target.cluster })) : [],
  );
}

function adopted(
  before: readonly FoundObject[],
  { platform, tenant }: EstateScope,
): Adoption {
  return adopt({
    platform,
    objects: before,
    rules: tenant.spec.environments.map(environment => ({
      namespace: before
        .filter(
          ({ object, cluster }) =>
            object.kind === 'Namespace' &&
            cluster ===
              platform.environments.find(({ name }) => name === environment)
                ?.cluster &&
            object.metadata.labels?.[`${platform.prefix}/environment`] ===
              environment,
        )
        .map(({ object }) => object.metadata.name)[0],
      environment,
      tenant: tenant.metadata.name,
      owner: tenant.spec.owner,
    })),
    gatewayApi: Object.fromEntries(
      platform.environments.map(({ cluster }) => [cluster, gatewayApi]),
    ),
  });
}

/** The objects that the adopted requests render to, and those that are kept. */
function after(
  adoption: Adoption,
  scope: Pick<EstateScope, 'platform'>,
): FoundObject[] {
  const requests = adoption.files
    .filter(({ path }) => isRequestPath(path, defaultLayout))
    .map(({ content }) => parseRequestText(content));
  const kept = adoption.files.flatMap(({ target, objects }) =>
    target ? objects.map(object => ({ object, cluster: target.cluster })) : [],
  );
  return [...rendered(requests, scope), ...kept];
}

function byRef(
  found: readonly FoundObject[],
): Record<string, KubernetesObject> {
  return Object.fromEntries(
    found
      .map(
        ({ object, cluster = '' }) =>
          [refKey(refOf(cluster, object)), object] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const kinds = capabilities
  .filter(({ root }: Capability) => !root)
  .map(({ kind }) => kind);

function estateOf(
  scope: EstateScope,
  document: RequestDocument,
): RequestEnvelope[] {
  return [scope.tenant, parseRequest(document)];
}

describe('what requests rendered, adopted without them', () => {
  const scope = fullEstate(gatewayApi);

  it.each(kinds)('renders to the same objects again: %s', kind => {
    fc.assert(
      fc.property(requestsOf(kind)(scope), document => {
        const before = rendered(estateOf(scope, document), scope);
        const adoption = adopted(before, scope);
        expect(byRef(after(adoption, scope))).toEqual(byRef(before));
        expect(
          adoption.objects.filter(
            ({ fate }) => fate === 'changed' || fate === 'new',
          ),
        ).toEqual([]);
      }),
      { numRuns: cases(12) },
    );
  });

  it.each(kinds.filter(kind => kind !== 'Service'))(
    'is asked for by requests, and not kept as it is: %s',
    kind => {
      fc.assert(
        fc.property(requestsOf(kind)(scope), document => {
          const before = rendered(estateOf(scope, document), scope);
          const adoption = adopted(before, scope);
          expect(
            adoption.objects.filter(({ fate }) => fate !== 'same'),
          ).toEqual([]);
        }),
        { numRuns: cases(12) },
      );
    },
  );

  it('is the same for tenants of any platform', () => {
    fc.assert(
      fc.property(
        platforms().chain(platform =>
          tenantRequests(platform).map(document => ({ platform, document })),
        ),
        ({ platform, document }) => {
          const tenant = parseRequest(document);
          fc.pre(isTenant(tenant));
          const any = { platform, tenant } as EstateScope;
          const before = rendered([tenant], any);
          fc.pre(before.length > 0);
          const adoption = adopted(before, any);
          expect(byRef(after(adoption, any))).toEqual(byRef(before));
        },
      ),
      { numRuns: cases(20) },
    );
  });

  it('is written a second time without a change', () => {
    fc.assert(
      fc.property(requestsOf('Service')(scope), document => {
        const before = rendered(estateOf(scope, document), scope);
        const first = adopted(before, scope);
        const present = first.files
          .filter(({ path }) => isRequestPath(path, defaultLayout))
          .map(({ content }) => parseRequestText(content));
        const second = adopt({
          platform: scope.platform,
          objects: before,
          present,
          rules: scope.platform.environments.map(({ name }) => ({
            namespace: 'payments*',
            environment: name,
            tenant: 'payments',
            owner: scope.tenant.spec.owner,
          })),
          gatewayApi: Object.fromEntries(
            scope.platform.environments.map(({ cluster }) => [
              cluster,
              gatewayApi,
            ]),
          ),
        });
        expect(
          second.files.map(({ path, content }) => [path, content]),
        ).toEqual(first.files.map(({ path, content }) => [path, content]));
      }),
      { numRuns: cases(5) },
    );
  });
});
