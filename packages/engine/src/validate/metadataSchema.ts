import { goDecoder } from './schema/goJson';
import { JsonSchema } from './schema/jsonSchema';

const text: JsonSchema = { type: 'string' };
const texts: JsonSchema = { type: 'object', additionalProperties: text };
const time: JsonSchema = { type: 'string', format: 'date-time' };
const integer: JsonSchema = { type: 'integer', format: 'int64' };

/** ObjectMeta, which CustomResourceDefinitions do not describe, and which is decoded alike for all kinds. */
export const decodeMetadata = goDecoder(
  {
    type: 'object',
    properties: {
      name: text,
      generateName: text,
      namespace: text,
      labels: texts,
      annotations: texts,
      finalizers: { type: 'array', items: text },
      ownerReferences: {
        type: 'array',
        items: {
          type: 'object',
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
      managedFields: { type: 'array', items: {} },
      selfLink: text,
    },
  },
  () => undefined,
);
