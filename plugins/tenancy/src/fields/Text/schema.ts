import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const textSchema = makeFieldSchema({
  output: z =>
    z
      .union([z.string(), z.number()])
      .describe('A line of text, or a number where it is one'),
  uiOptions: z =>
    z.object({
      is: z
        .enum([
          'text',
          'number',
          'decimal',
          'port',
          'cpu',
          'memory',
          'duration',
          'path',
          'image',
          'label',
          'prefix',
          'key',
          'hostname',
        ])
        .optional()
        .describe('What it has to be; any text when left out'),
      required: z
        .boolean()
        .optional()
        .describe('Whether something must stand there'),
      min: z.number().optional().describe('Least of a number'),
      max: z.number().optional().describe('Most of a number'),
      offer: z
        .array(z.string())
        .optional()
        .describe(
          'Kinds of requests whose names in the tenant are offered; others may be typed',
        ),
      tenant: z
        .string()
        .optional()
        .describe('Form field with the tenant, for offer'),
      maxLength: z.number().optional().describe('Most characters'),
      example: z
        .union([z.string(), z.number()])
        .optional()
        .describe('What to write, told to one who wrote something else'),
    }),
});
