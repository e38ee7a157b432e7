import {
  parsePlatform,
  parseRequest,
  type PlatformInput,
  readYaml,
  render,
  renderPlatform,
  schemaSet,
  validate,
} from '@groundwork/engine';
import { bundledSchemas } from '@groundwork/engine/bundled';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { googleStoreExtension } from '../testUtils';
import { createTenancyExtension } from './createTenancyExtension';
import { readExtensions } from './readExtensions';

const extensions = readExtensions([googleStoreExtension.extension]);

const google = {
  name: 'google',
  provider: 'googleSecretManager',
  prefix: '${{ tenant }}_',
  projectId: 'acme-prod',
  cluster: { name: 'one', location: 'europe-west3' },
  account: '${{ tenant }}@acme-prod.iam.gserviceaccount.com',
};

function platformWith(store: object) {
  const input: PlatformInput = smallPlatform();
  const [dev] = input.environments;
  return parsePlatform(
    { ...input, environments: [{ ...dev, secretStores: [store] }] },
    extensions,
  );
}

const tenant = parseRequest({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Tenant',
  metadata: { name: 'pay' },
  spec: {
    owner: 'group:default/payments',
    environments: ['dev'],
    tier: 'small',
  },
});

const secret = (key: string) =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Secret',
    metadata: { name: 'db', tenant: 'pay' },
    spec: { store: 'google', data: [{ secretKey: 'password', key }] },
  });

describe('a provider of secret stores from an extension', () => {
  const platform = platformWith(google);
  const files = render(tenant, platform).files;
  const text = (path: string) =>
    files.find(file => file.path === `platform/dev/pay/${path}`)?.content ?? '';

  it('renders stores and secrets that an API server takes', () => {
    const objects = [
      ...readYaml(text('cluster/secret-stores.yaml')),
      ...render(secret('pay_db'), platform, { tenant: tenant as never })
        .files.filter(({ path }) => path === 'tenants/pay/dev/secret-db.yaml')
        .flatMap(({ content }) => readYaml(content)),
    ] as Parameters<typeof validate>[0][number][];

    expect(objects.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['ServiceAccount', 'groundwork-secret-store-google'],
      ['SecretStore', 'google'],
      ['ExternalSecret', 'db'],
    ]);
    expect(objects[0].metadata.annotations).toMatchObject({
      'iam.gke.io/gcp-service-account': 'pay@acme-prod.iam.gserviceaccount.com',
    });
    expect(objects[1].spec).toEqual({
      provider: {
        gcpsm: {
          projectID: 'acme-prod',
          auth: {
            workloadIdentity: {
              clusterName: 'one',
              clusterLocation: 'europe-west3',
              serviceAccountRef: { name: 'groundwork-secret-store-google' },
            },
          },
        },
      },
    });
    const schemas = schemaSet({ cluster: 'a', bundled: bundledSchemas() });
    expect(validate(objects, schemas)).toEqual([]);
  });

  it('writes down what is to be set up outside of the cluster', () => {
    expect(JSON.parse(text('providers/google-binding.json'))).toMatchObject({
      condition: {
        expression:
          'resource.name.startsWith("projects/acme-prod/secrets/pay_")',
      },
    });
  });

  it.each([
    ['shop_db', 'PathOutsidePrefix'],
    ['pay_a/b', 'InvalidPath'],
    ['pay_..', 'InvalidPath'],
    [`pay_${'x'.repeat(252)}`, 'InvalidPath'],
  ])('refuses the path %s', (key, code) => {
    expect(() =>
      render(secret(key), platform, { tenant: tenant as never }),
    ).toThrow(
      expect.objectContaining({
        findings: [expect.objectContaining({ code })],
      }),
    );
  });

  it('is in the guard rails', () => {
    const rails = renderPlatform(platform).files.find(({ path }) =>
      path.endsWith('dev/_shared/cluster/guard-rails.yaml'),
    );

    expect(rails?.content).toMatch(
      /r\.store\.name == 'google'.*r\.key\.startsWith\(variables\.tenant \+ '_'\).*!r\.key\.contains\('\/'\)/,
    );
  });

  it.each([
    ['a field that it has not', { ...google, region: 'eu' }, 'region'],
    [
      'a field that is missing',
      { ...google, projectId: undefined },
      'projectId',
    ],
    [
      'a template that all tenants share',
      { ...google, account: 'all@acme.example' },
      'account',
    ],
    [
      'a prefix that begins others',
      { ...google, prefix: '${{ tenant }}-' },
      'prefix',
    ],
    [
      'a prefix that no name holds',
      { ...google, prefix: '${{ tenant }}/' },
      'prefix',
    ],
    [
      'a provider that nobody brings',
      { ...google, provider: 'nobody' },
      'provider',
    ],
  ])('is configured without %s', (_, store, field) => {
    expect(() => platformWith(store)).toThrow(
      expect.objectContaining({
        findings: [
          expect.objectContaining({
            field: expect.stringContaining(field),
            fixableBy: 'platform',
          }),
        ],
      }),
    );
  });

  it.each([
    ['the name of one of Groundwork', { name: 'vault' }, 'taken by Groundwork'],
    ['a name that is none', { name: 'a-b' }, 'like vault'],
    ['nothing to render', { spec: undefined }, 'renders nothing'],
    [
      'a field of every store',
      { fields: { prefix: { safeParse: () => undefined } } },
      'which every store has',
    ],
    ['fields that are no schemas', { fields: { a: 1 } }, 'fields.a'],
  ])('is refused with %s', (_, change, message) => {
    const [provider] = googleStoreExtension.extension.storeProviders ?? [];
    const { extension } = createTenancyExtension({
      id: 'odd',
      storeProviders: [{ ...provider, ...change } as typeof provider],
    });

    expect(() => readExtensions([extension])).toThrow(message);
  });
});
