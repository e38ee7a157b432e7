import fc from 'fast-check';
import { capabilities } from '../../capabilities/list';
import { Capability } from '../../manifests';
import { Finding, KubernetesObject, ManifestFile, groupOf } from '../../model';
import { render } from '../../render/render';
import { parseRequest, parseRequestText } from '../../parse/parseRequest';
import { defaultKinds, validate } from '../../kinds';
import { readDefinitions, SchemaSet, schemaSet } from '../../validate';
import { bundledSchemas } from '../../validate/bundled';
import { crdsOf, GatewayRelease } from '../../validate/__fixtures__/crds';
import { defaultLayout, RequestError, requestPath } from '../../request';
import { readYaml } from '../../yaml';
import { broken } from './broken';
import { EstateScope } from './EstateScope';
import { fullEstate } from './estates';
import { RequestDocument } from './requestDocument';
import { requestsOf } from './requestsOf';
import { cases } from '../cases';

const kinds = capabilities
  .filter(({ root }: Capability) => !root)
  .map(({ kind }) => [kind, requestsOf(kind)] as const);

const releases: ReadonlyArray<[GatewayRelease, EstateScope]> = [
  [
    'v1.6.1-standard',
    fullEstate({ version: '1.6.1', channel: 'standard' }, { oneCluster: true }),
  ],
  [
    'v1.6.1-experimental',
    fullEstate({ version: '1.6.1', channel: 'experimental' }),
  ],
  ['v1.4.1-standard', fullEstate({ version: '1.4.1', channel: 'standard' })],
];

function files(
  document: RequestDocument,
  { platform, tenant, gatewayApi }: EstateScope,
): readonly ManifestFile[] {
  return render(parseRequest(document), platform, {
    tenant,
    gatewayApi: gatewayApi
      ? Object.fromEntries(
          platform.environments.map(({ cluster }) => [cluster, gatewayApi]),
        )
      : {},
  }).files;
}

/** What an API server refuses. Kinds whose schema only clusters have are not known to any here. */
function refused(
  objects: readonly KubernetesObject[],
  schemas: SchemaSet,
): readonly Finding[] {
  const isKnown = ({ apiVersion, kind }: KubernetesObject) =>
    defaultKinds.find(groupOf(apiVersion), kind)?.schema !== 'cluster';
  return validate(objects.filter(isKnown), schemas);
}

/** Refusals that name no field, or what an API server would say about a request that was not refused. */
function unexplained(
  document: RequestDocument,
  scope: EstateScope,
  schemas: SchemaSet,
): readonly Finding[] {
  try {
    return refused(
      files(document, scope).flatMap(file => file.objects),
      schemas,
    );
  } catch (error) {
    if (error instanceof RequestError && error.findings.length > 0) {
      return error.findings.filter(finding => !finding.field);
    }
    throw error;
  }
}

describe.each(releases)('requests on %s', (release, scope) => {
  const schemas = schemaSet({
    definitions: readDefinitions(crdsOf(release)),
    openapi: bundledSchemas().openapi,
  });

  it.each(kinds)('of every %s an API server takes', (_, of) => {
    fc.assert(
      fc.property(of(scope), document => {
        const objects = files(document, scope).flatMap(file => file.objects);
        expect(objects).not.toHaveLength(0);
        expect(refused(objects, schemas)).toEqual([]);
      }),
      { numRuns: cases(20) },
    );
  });

  it.each(kinds)(
    'of every %s render to the same bytes, which read back as the request and its objects',
    (_, of) => {
      fc.assert(
        fc.property(of(scope), document => {
          const first = files(document, scope);
          const again = files(
            JSON.parse(JSON.stringify(document)) as RequestDocument,
            scope,
          );
          expect(again).toEqual(first);
          const own = requestPath(parseRequest(document), defaultLayout);
          const request = first.find(({ path }) => path === own);
          expect(parseRequestText(request?.content ?? '')).toEqual(
            parseRequest(document),
          );
          for (const file of first.filter(
            ({ objects }) => objects.length > 0,
          )) {
            expect(readYaml(file.content)).toEqual(file.objects);
          }
        }),
        { numRuns: cases(10) },
      );
    },
  );

  it.each(kinds)(
    'of %s with something wrong in them are refused by field, or still taken',
    (_, of) => {
      fc.assert(
        fc.property(broken(of(scope)), document => {
          expect(unexplained(document, scope, schemas)).toEqual([]);
        }),
        { numRuns: cases(20) },
      );
    },
  );
});
