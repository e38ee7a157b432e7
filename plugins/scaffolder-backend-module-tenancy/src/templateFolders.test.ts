import type { JsonObject } from '@backstage/types';
import { capabilities, rootKind } from '@groundwork/engine';
import { readTemplate, templateNames } from './__testUtils__/templates';

describe('the folders of templates', () => {
  it('publish the same way wherever they publish', () => {
    const steps = Object.fromEntries(
      templateNames.map(name => [
        name,
        Object.fromEntries(
          readTemplate(name).spec.steps.map(step => [step.id, step]),
        ),
      ]),
    );
    for (const name of templateNames) {
      for (const id of ['github', 'gitlab', 'gitlabRemove']) {
        expect([name, steps[name][id]]).toEqual([name, steps.service[id]]);
      }
      const { push, propose } = steps[name] as Record<
        string,
        { if: string; input: JsonObject }
      >;
      expect(propose.if).toBe((steps.service.propose as { if?: string }).if);
      const { branch, body, ...asked } = propose.input;
      expect([name, asked]).toEqual([name, push.input]);
      expect([branch, body]).toEqual([
        '${{ steps.render.output.branch }}',
        '${{ steps.render.output.body }}',
      ]);
    }
  });

  it('tell preview, change form and action the same of their fields', () => {
    for (const name of templateNames.filter(
      each =>
        !['tenant', 'platform', 'copy', 'remove', 'render'].includes(each),
    )) {
      const { parameters, steps } = readTemplate(name).spec;
      const [first] = parameters as Array<{ 'ui:options': JsonObject }>;
      const { preview } = parameters[parameters.length - 1]
        .properties as Record<string, { 'ui:options': JsonObject }>;
      const { input } = steps[0] as { input: JsonObject };
      expect(preview['ui:options'].spec).toEqual(first['ui:options'].spec);
      expect(input.fields).toEqual(first['ui:options'].spec);
    }
  });

  it('name in their mapping only fields that the form has', () => {
    for (const name of templateNames.filter(
      each => !['platform', 'copy', 'remove', 'render'].includes(each),
    )) {
      const { parameters } = readTemplate(name).spec;
      const [first] = parameters as Array<{
        'ui:options': { spec: Record<string, string | { field?: string }> };
      }>;
      const known = parameters.flatMap(fieldNames);
      const named = Object.values(first['ui:options'].spec)
        .map(entry => (typeof entry === 'string' ? entry : entry.field))
        .filter(field => field !== undefined);
      expect(known).toEqual(expect.arrayContaining(named));
    }
  });

  it('copy and remove requests of all kinds', () => {
    const kinds = capabilities.map(({ kind }) => kind);
    const offered = (name: 'copy' | 'remove') => {
      const [page] = readTemplate(name).spec.parameters as Array<{
        properties: { kind: { enum: string[] } };
      }>;
      return [...page.properties.kind.enum].sort();
    };
    expect(offered('remove')).toEqual([...kinds].sort());
    expect(offered('copy')).toEqual(
      kinds.filter(kind => kind !== rootKind()).sort(),
    );
  });
});

/** The names of all fields of a page, in whatever branch. */
function fieldNames(schema: unknown): string[] {
  if (Array.isArray(schema)) {
    return schema.flatMap(fieldNames);
  }
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  const { properties, ...rest } = schema as JsonObject;
  return [
    ...Object.keys((properties as JsonObject) ?? {}),
    ...Object.values(rest).flatMap(fieldNames),
  ];
}
