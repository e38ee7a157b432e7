import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { RequestName } from '@groundwork/backstage-plugin-tenancy-common';
import {
  checkRequestText,
  type ParseOptions,
  tenantOf,
} from '@groundwork/engine';

/**
 * The spec of a request that somebody wrote as YAML.
 *
 * @throws InputError that names the line of each thing that is wrong, or says that it is another request
 */
export function writtenSpec(
  text: string,
  subject: RequestName,
  options: ParseOptions,
): JsonObject {
  const checked = checkRequestText(text, options);
  if ('problems' in checked) {
    throw new InputError(
      `The YAML is invalid, so nothing was written:\n${checked.problems
        .map(({ line, finding: { field, message, fix } }) =>
          [
            '-',
            ...(line === undefined ? [] : [`line ${line}:`]),
            ...(field ? [`${field}:`] : []),
            message,
            fix,
          ].join(' '),
        )
        .join('\n')}`,
    );
  }
  const { request } = checked;
  const { kind, metadata } = request;
  const tenant = tenantOf(request);
  if (
    kind !== subject.kind ||
    metadata.name !== subject.name ||
    tenant !== subject.tenant
  ) {
    throw new InputError(
      `The YAML is about ${kind} ${metadata.name} of ${tenant}, the form about ${subject.kind} ${subject.name} of ${subject.tenant}. Correct kind and metadata in the YAML, or choose the other request on the first page.`,
    );
  }
  return JSON.parse(JSON.stringify(request.spec));
}
