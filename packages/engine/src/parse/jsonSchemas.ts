import { z } from 'zod';
import { capabilities as builtIn } from '../capabilities/list';
import type { Capability } from '../manifests';
import { requestApiVersion } from '../request/envelope';

/**
 * The JSON Schemas of request files by kind, as people write them: what has a default may be left out.
 * They serve editors and other tools; rules between fields are not in them, `parseRequest` and `render` have those too.
 *
 * @public
 */
export function requestJsonSchemas(
  capabilities: readonly Capability[] = builtIn,
): Record<string, object> {
  return Object.fromEntries(
    capabilities.map(({ kind, schema }) => [
      kind,
      {
        title: `${kind} (${requestApiVersion})`,
        ...z.toJSONSchema(schema, {
          io: 'input',
          target: 'draft-7',
          reused: 'ref',
        }),
      },
    ]),
  );
}
