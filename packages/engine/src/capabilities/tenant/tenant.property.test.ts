import fc from 'fast-check';
import { parse } from 'yaml';
import { bundledSchemas } from '../../validate/bundled';
import { ManifestFile } from '../../model';
import { parsePlatform, Platform } from '../../platform';
import { RequestError } from '../../request';
import { parseRequest, parseRequestText } from '../../parse/parseRequest';
import { render } from '../../render/render';
import { platforms } from '../../testing/arbitraries/platform';
import { tenantRequests } from '../../testing/arbitraries/tenant';
import { smallPlatform } from '../../testUtils/smallPlatform';
import { validate } from '../../kinds';
import { schemaSet } from '../../validate';
import { readYaml } from '../../yaml';
import { renderPlatform } from '../../guardrails/renderPlatform';
import { TenantRequestInput } from './request';
import { cases } from '../../testing/cases';

const estates = platforms().chain(platform =>
  fc.tuple(fc.constant(platform), tenantRequests(platform)),
);

const schemas = schemaSet({ cluster: 'any', bundled: bundledSchemas() });

function filesOf(
  platform: Platform,
  document: TenantRequestInput,
): readonly ManifestFile[] {
  return render(parseRequest(document), platform, {
    previous: undefined,
  }).files;
}

/** What a Tenant document of any state renders to, whatever state came before. */
function rendered(
  platform: Platform,
  document: TenantRequestInput,
): readonly ManifestFile[] {
  const request = parseRequest(document);
  return request.kind === 'Tenant'
    ? render(request, platform, { previous: request }).files
    : [];
}

function errorsOf(files: readonly ManifestFile[]): string[] {
  return validate(
    files.flatMap(file => file.objects),
    schemas,
  )
    .filter(finding => finding.severity === 'error')
    .map(
      finding => `${finding.subject.kind} ${finding.field}: ${finding.message}`,
    );
}

/** What an attempt gives, or the fields that were refused; other errors go on. */
function attempt<T>(act: () => T): {
  found?: T;
  fields: Array<string | undefined>;
} {
  try {
    return { found: act(), fields: [] };
  } catch (error) {
    if (error instanceof RequestError) {
      return { fields: error.findings.map(({ field }) => field) };
    }
    throw error;
  }
}

describe('any valid tenant', () => {
  it('renders to the same bytes twice, and again from its request file', () => {
    fc.assert(
      fc.property(estates, ([platform, document]) => {
        const once = rendered(platform, document);
        expect(rendered(platform, document)).toEqual(once);
        const file = once.find(({ path }) =>
          path.startsWith('platform/tenants/'),
        );
        const again = parseRequestText(file?.content ?? '');
        expect(again).toEqual(parseRequest(document));
        expect(rendered(platform, again as TenantRequestInput)).toEqual(once);
      }),
      { numRuns: cases(20) },
    );
  });

  it('renders to files that hold exactly its objects, to every YAML reader', () => {
    fc.assert(
      fc.property(estates, ([platform, document]) => {
        const files = rendered(platform, document).filter(
          file => file.objects.length > 0,
        );
        const objects = files.map(file => file.objects);
        expect(files.map(file => readYaml(file.content))).toEqual(objects);
        expect(
          files.map(file =>
            file.content
              .split('\n---\n')
              .map(text => parse(text, { version: '1.1', merge: false })),
          ),
        ).toEqual(objects);
      }),
      { numRuns: cases(20) },
    );
  });

  it('renders to objects that an API server accepts', () => {
    fc.assert(
      fc.property(estates, ([platform, document]) => {
        expect(errorsOf(rendered(platform, document))).toEqual([]);
      }),
      { numRuns: cases(20) },
    );
  });

  it('has its namespaces closed and bounded, and grants nothing that opens them', () => {
    fc.assert(
      fc.property(estates, ([platform, document]) => {
        const objects = rendered(platform, document).flatMap(
          file => file.objects,
        );
        const environments = new Set(document.spec.environments).size;
        const count = (kind: string, name?: string) =>
          objects.filter(
            object =>
              object.kind === kind &&
              (name === undefined || object.metadata.name === name),
          ).length;
        for (const kind of ['Namespace', 'LimitRange', 'AppProject']) {
          expect(count(kind)).toBe(environments);
        }
        expect(count('ResourceQuota', 'groundwork-quota')).toBe(environments);
        expect(count('NetworkPolicy', 'default-deny')).toBe(environments);
        const text = JSON.stringify(
          objects.filter(({ kind }) => kind === 'Role'),
        );
        expect(text).not.toMatch(
          /"(\*|bind|escalate|impersonate|secrets|serviceaccounts\/token|pods\/exec)"/,
        );
      }),
      { numRuns: cases(20) },
    );
  });
});

describe('any platform', () => {
  it('renders to guard rails that an API server accepts, the same twice', () => {
    fc.assert(
      fc.property(platforms(), platform => {
        const { files } = renderPlatform(platform);
        expect(errorsOf(files)).toEqual([]);
        expect(renderPlatform(platform).files).toEqual(files);
        expect(
          new Set(files.map(file => `${file.tree} ${file.path}`)).size,
        ).toBe(files.length);
      }),
      { numRuns: cases(10) },
    );
  });
});

describe('any text where a tenant says something', () => {
  const platform = parsePlatform(smallPlatform());
  const base: TenantRequestInput = {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name: 'payments' },
    spec: {
      owner: 'group:default/payments',
      environments: ['dev'],
      tier: 'small',
    },
  };
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'a-\n:#\'"{}[]&*!|>%@` \t$,') }),
    fc.constantFrom(
      'a\n---\napiVersion: v1\nkind: Secret',
      'x: {y: z}',
      '__proto__',
      'constructor',
    ),
  );

  it.each([
    ['a name', (text: string) => ({ ...base, metadata: { name: text } })],
    [
      'an owner',
      (text: string) => ({ ...base, spec: { ...base.spec, owner: text } }),
    ],
    [
      'a tier',
      (text: string) => ({ ...base, spec: { ...base.spec, tier: text } }),
    ],
    [
      'an environment',
      (text: string) => ({
        ...base,
        spec: { ...base.spec, environments: [text] },
      }),
    ],
    [
      'a description',
      (text: string) => ({
        ...base,
        spec: { ...base.spec, description: text },
      }),
    ],
    [
      'a repository',
      (text: string) => ({
        ...base,
        spec: { ...base.spec, repositories: [text] },
      }),
    ],
    [
      'a range',
      (text: string) => ({
        ...base,
        spec: {
          ...base.spec,
          egress: [{ name: 'x', cidr: text, ports: [{ port: 1 }] }],
        },
      }),
    ],
    [
      'a schedule',
      (text: string) => ({
        ...base,
        spec: {
          ...base.spec,
          syncWindows: [
            { kind: 'deny' as const, schedule: text, duration: '1h' },
          ],
        },
      }),
    ],
  ])('is refused with its field, or adds no object: %s', (_, documentOf) => {
    const kinds = (files: readonly ManifestFile[]) =>
      files
        .filter(file => file.objects.length > 0)
        .flatMap(file => readYaml(file.content))
        .map(object => (object as { kind: string }).kind)
        .filter(kind => kind !== 'NetworkPolicy');
    const expected = kinds(filesOf(platform, base));
    fc.assert(
      fc.property(hostile, text => {
        const { found, fields } = attempt(() =>
          kinds(filesOf(platform, documentOf(text))),
        );
        expect(found ?? expected).toEqual(expected);
        expect(fields).not.toContain(undefined);
      }),
      { numRuns: cases(60) },
    );
  });
});
