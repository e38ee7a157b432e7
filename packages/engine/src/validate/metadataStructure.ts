import { compileSchema } from './schema/compileSchema';
import { JsonSchema } from './schema/jsonSchema';

const text: JsonSchema = { type: 'string' };
const texts: JsonSchema = { type: 'object', additionalProperties: text };
const time: JsonSchema = { type: 'string', format: 'date-time' };
const integer: JsonSchema = { type: 'integer' };

/** ObjectMeta, which CustomResourceDefinitions do not describe. */
export const metadataStructure = compileSchema(
  {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1 },
      generateName: text,
      namespace: text,
      labels: texts,
      annotations: texts,
      finalizers: { type: 'array', items: text },
      ownerReferences: {
        type: 'array',
        items: {
          type: 'object',
          required: ['apiVersion', 'kind', 'name', 'uid'],
          properties: {
            apiVersion: text,
            kind: text,
            name: text,
            uid: text,
            controller: { type: 'boolean' },
            blockOwnerDeletion: { type: 'boolean' },
          },
        },
      },
      uid: text,
      resourceVersion: text,
      generation: integer,
      creationTimestamp: time,
      deletionTimestamp: time,
      deletionGracePeriodSeconds: integer,
      managedFields: {
        type: 'array',
        items: { 'x-kubernetes-preserve-unknown-fields': true },
      },
      selfLink: text,
    },
  },
  { defaults: false },
);
