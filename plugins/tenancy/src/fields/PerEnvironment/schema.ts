import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { JsonValue } from '@backstage/types';

export const perEnvironmentSchema = makeFieldSchema({
  output: z =>
    z
      .record(z.unknown() as unknown as ReturnType<typeof z.custom<JsonValue>>)
      .describe('What an environment has of its own, by its name'),
  uiOptions: z =>
    z.object({
      tenant: z
        .string()
        .optional()
        .describe(
          'Form field with a tenant; only its environments are offered',
        ),
    }),
});
