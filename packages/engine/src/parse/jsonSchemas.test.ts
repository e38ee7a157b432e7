import { readFileSync } from 'fs';
import { join } from 'path';
import { requestJsonSchemas } from './jsonSchemas';

const schemas = requestJsonSchemas();

describe('the published JSON Schemas', () => {
  it.each(Object.keys(schemas))('of %s are those of the code', kind => {
    const file = join(__dirname, `../../schemas/${kind.toLowerCase()}.json`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(schemas[kind])),
    );
  });

  it('ask for no field that has a default, and know all fields', () => {
    expect(schemas.Tenant).toMatchObject({
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
      additionalProperties: false,
      properties: {
        kind: { const: 'Tenant' },
        spec: {
          required: ['owner', 'environments', 'tier'],
          additionalProperties: false,
          properties: { state: { default: 'active' } },
        },
      },
    });
  });
});
