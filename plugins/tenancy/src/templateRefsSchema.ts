type TemplateRefs = readonly string[] | undefined;

/** What the frontend system takes for the schema of a key of configuration: a Standard Schema that can say itself as JSON. */
interface TemplateRefsSchema {
  '~standard': {
    version: 1;
    vendor: string;
    types?: { input: TemplateRefs; output: TemplateRefs };
    validate: (
      value: unknown,
    ) => { value: TemplateRefs } | { issues: Array<{ message: string }> };
    jsonSchema: {
      input: () => Record<string, unknown>;
      output: () => Record<string, unknown>;
    };
  };
}

const jsonSchema = () => ({ type: 'array', items: { type: 'string' } });

/** References of templates in configuration. Written by hand, since a schema library would come with the first page. */
export const templateRefsSchema: TemplateRefsSchema = {
  '~standard': {
    version: 1,
    vendor: 'groundwork',
    validate: value =>
      value === undefined || isTemplateRefs(value)
        ? { value }
        : {
            issues: [
              {
                message:
                  'Expected a list of references such as template:default/team-space',
              },
            ],
          },
    jsonSchema: { input: jsonSchema, output: jsonSchema },
  },
};

function isTemplateRefs(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.every(
      each =>
        typeof each === 'string' && /^template:[^:/]+\/[^:/]+$/.test(each),
    )
  );
}
