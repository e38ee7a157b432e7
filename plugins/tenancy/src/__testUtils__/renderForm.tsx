import type { JsonObject, JsonValue } from '@backstage/types';
import {
  scaffolderApiRef,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import {
  Stepper,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { tenancyApiRef, type TenancyApi } from '../api';
import { fixtureTenancyApi } from '../__fixtures__';

type FieldOptions = Pick<
  // The wizard takes fields of any value and options, as its own type says.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  FormFieldExtensionData<any, any>,
  'name' | 'component' | 'validation' | 'schema'
>;

/** Renders a template wizard of one step, with the given fields and a review after it. */
export function renderForm(options: {
  fields: FieldOptions[];
  properties: JsonObject;
  /** What the template says of the page as a whole, such as its own `ui:field`. */
  page?: JsonObject;
  required?: string[];
  initialState?: Record<string, JsonValue>;
  api?: Partial<TenancyApi>;
  scaffolder?: Partial<typeof scaffolderApiRef.T>;
  ownershipEntityRefs?: string[];
}) {
  const onCreate = jest.fn(async () => {});
  renderInTestApp(
    <SecretsContextProvider>
      <Stepper
        manifest={{
          title: 'A template',
          steps: [
            {
              title: 'The step',
              schema: {
                type: 'object',
                ...options.page,
                required: options.required ?? [],
                properties: options.properties,
              },
            },
          ],
        }}
        extensions={options.fields.map(({ schema, ...field }) => ({
          ...field,
          schema: schema?.schema,
        }))}
        initialState={options.initialState}
        onCreate={onCreate}
      />
    </SecretsContextProvider>,
    {
      apis: [
        [tenancyApiRef, fixtureTenancyApi(options.api)],
        ...(options.scaffolder
          ? [[scaffolderApiRef, options.scaffolder] as const]
          : []),
        mockApis.identity({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: options.ownershipEntityRefs ?? [
            'user:default/ada',
            'group:default/payments',
          ],
        }),
      ],
    },
  );
  return { onCreate };
}
