import { parseEntityRef } from '@backstage/catalog-model';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';

/** The tenant that a task was about: the name of the resource it links to. */
export function outputTenant(
  output: ScaffolderTaskOutput | undefined,
): string | undefined {
  const refs = (output?.links ?? []).flatMap(({ entityRef }) =>
    entityRef ? [parseEntityRef(entityRef)] : [],
  );
  return refs.find(({ kind }) => kind.toLocaleLowerCase('en-US') === 'resource')
    ?.name;
}
