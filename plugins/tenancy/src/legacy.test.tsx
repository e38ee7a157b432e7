import { type ComponentProps, createElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  type FieldExtensionOptions,
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { fixtureTenancyApi } from './__fixtures__';
import * as legacy from './legacy';

const apis = [[legacy.tenancyApiRef, fixtureTenancyApi()]] as const;

describe('the plugin in the old frontend system', () => {
  it('has pages for the estate and for a tenant', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <Routes>
          <Route path="/tenancy" element={<legacy.TenancyEstatePage />} />
          <Route
            path="/tenancy/:tenant"
            element={<legacy.TenancyTenantPage />}
          />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/tenancy'],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );

    await userEvent.click(
      await screen.findByRole('link', { name: 'checkout' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'checkout' }),
    ).toBeInTheDocument();
  });

  it('has a page for who runs the platform', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <Routes>
          <Route path="/tenancy/setup" element={<legacy.TenancySetupPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/tenancy/setup'] },
    );

    expect(
      await screen.findByRole('heading', { name: 'Clusters' }),
    ).toBeInTheDocument();
  });

  it('says on which entities cards may have something to show', () => {
    const entity = (kind: string, annotations: Record<string, string>) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'website', annotations },
    });
    const { isTenancyAvailable } = legacy;

    expect(
      isTenancyAvailable(entity('component', { 'argocd/app-name': 'a' })),
    ).toBe(true);
    expect(
      isTenancyAvailable({
        ...entity('Resource', {}),
        spec: { type: 'kubernetes-tenant' },
      }),
    ).toBe(true);
    expect(isTenancyAvailable(entity('Component', {}))).toBe(false);
    expect(
      isTenancyAvailable(entity('Group', { 'argocd/app-name': 'a' })),
    ).toBe(false);
  });

  it('has the cards for entity pages', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <EntityProvider
          entity={{
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: { name: 'payments' },
          }}
        >
          <legacy.EntityTenancySyncCard />
          <legacy.EntityTenancyNetworkCard />
          <legacy.EntityTenancySecretsCard />
          <legacy.EntityTenancyWorkloadsCard />
          <legacy.EntityTenancyQuotaCard />
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );

    expect(await screen.findByText('1 of 3 healthy')).toBeInTheDocument();
    expect(await screen.findByText('1 of 2 serving')).toBeInTheDocument();
    expect(await screen.findByText('2 of 3 healthy')).toBeInTheDocument();
    expect(await screen.findByText('1 of 2 healthy')).toBeInTheDocument();
    expect(await screen.findByText('used up: pods')).toBeInTheDocument();
  });

  it('provides every form field', () => {
    const fields = Object.keys(legacy).filter(name =>
      name.endsWith('FieldExtension'),
    );
    expect(fields.sort()).toEqual([
      'TenancyEndpointFieldExtension',
      'TenancyEnvironmentsFieldExtension',
      'TenancyGatewayFieldExtension',
      'TenancyHostnameFieldExtension',
      'TenancyOwnerFieldExtension',
      'TenancyPerEnvironmentFieldExtension',
      'TenancyPortRefFieldExtension',
      'TenancyRequestFieldExtension',
      'TenancyRequestNameFieldExtension',
      'TenancyRequestPreviewFieldExtension',
      'TenancyRequestYamlFieldExtension',
      'TenancyRowsFieldExtension',
      'TenancySecretPathFieldExtension',
      'TenancySecretStoreFieldExtension',
      'TenancyTenantNameFieldExtension',
      'TenancyTenantPickerFieldExtension',
      'TenancyTextFieldExtension',
      'TenancyTierFieldExtension',
      'TenancyVariablesFieldExtension',
      'TenancyWeightsFieldExtension',
    ]);
  });

  it('loads the parts of a form field when a form shows or validates it', async () => {
    let fields: FieldExtensionOptions[] = [];
    function Form() {
      fields = useCustomFieldExtensions(
        <ScaffolderFieldExtensions>
          {Object.entries(legacy).map(([name, Extension]) =>
            name.endsWith('FieldExtension')
              ? createElement(Extension as () => null, { key: name })
              : null,
          )}
        </ScaffolderFieldExtensions>,
      );
      const { component: Tier = () => null } =
        fields.find(({ name }) => name === 'TenancyTier') ?? {};
      return (
        <Tier
          {...({
            schema: { title: 'Size' },
            uiSchema: {},
            rawErrors: [],
            onChange: () => {},
          } as unknown as ComponentProps<typeof Tier>)}
        />
      );
    }
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <Form />
      </TestApiProvider>,
    );

    expect(
      await screen.findByRole('radio', { name: /small/ }),
    ).toBeInTheDocument();
    expect(fields.map(({ name }) => `${name}FieldExtension`).sort()).toEqual(
      Object.keys(legacy)
        .filter(name => name.endsWith('FieldExtension'))
        .sort(),
    );
    const [tier] = fields.filter(({ name }) => name === 'TenancyTier');
    expect(tier.schema).toMatchObject({ returnValue: { type: 'string' } });
    const addError = jest.fn();
    const context = { apiHolder: { get: () => undefined } };
    await tier.validation?.('', { addError } as never, context as never);
    expect(addError).toHaveBeenCalledWith(expect.stringMatching(/^Choose/));
  });
});
