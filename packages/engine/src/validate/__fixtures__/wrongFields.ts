import { KubernetesObject } from '../../model';
import { bundledSchemas } from '../bundled';
import { schemaSet } from '../schemaSet';
import { validate } from '../../kinds';

/** The bundled schemas, compiled once for a test file. */
export const bundled = schemaSet({ bundled: bundledSchemas() });

/**
 * What is wrong with an object of a type such as `apps/v1/Deployment`, as `code field`.
 */
export function wrongFields(
  type: string,
  parts: object,
  metadata?: object,
): string[] {
  const slash = type.lastIndexOf('/');
  const kind = type.slice(slash + 1);
  const clusterWide = /^(Cluster|Validating|Namespace)/.test(kind);
  const object = {
    apiVersion: type.slice(0, slash),
    kind,
    metadata: {
      name: 'a',
      ...(clusterWide ? {} : { namespace: 'b' }),
      ...metadata,
    },
    ...parts,
  } as KubernetesObject;
  return validate([object], bundled).map(
    finding => `${finding.code} ${finding.field}`,
  );
}
