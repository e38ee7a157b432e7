import { type JSX, lazy, Suspense } from 'react';
import {
  createScaffolderFieldExtension,
  type CustomFieldValidator,
  type FieldExtensionComponentProps,
  type FieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { tenancyPlugin } from './legacyPlugin';

/** What a field is made of, and what comes with the first form that has one. */
interface FieldParts<TValue, TOptions extends {}> {
  component: (
    props: FieldExtensionComponentProps<TValue, TOptions>,
  ) => JSX.Element | null;
  validation?: CustomFieldValidator<TValue, TOptions>;
}

/**
 * A form field of the old system, which knows no lazy ones: a portal loads all that it provides with its first page. So its
 * parts are loaded here, when a form shows or validates it.
 */
export function provideField<TValue, TOptions extends {}>(options: {
  name: string;
  schema: FieldSchema<TValue, TOptions>;
  load: () => Promise<FieldParts<TValue, TOptions>>;
}) {
  const { name, schema, load } = options;
  const Loaded = lazy(async () => ({ default: (await load()).component }));
  return tenancyPlugin.provide(
    createScaffolderFieldExtension<TValue, TOptions>({
      name,
      component: props => (
        <Suspense fallback={<div aria-busy="true" />}>
          <Loaded {...props} />
        </Suspense>
      ),
      // The old system wants the plain JSON schema.
      schema: schema.schema,
      validation: async (...of) => {
        const { validation } = await load();
        await validation?.(...of);
      },
    }),
  );
}
