import { KindRegistry } from '../kinds';
import { resourceOf } from '../kinds/KindRegistry';
import { Capability } from '../manifests';
import { requestApiVersion } from '../request';

/** What the actions of the scaffolder beside those of kinds are called. */
const actionNames: readonly string[] = [
  'check',
  'copy',
  'git',
  'platform',
  'proposed',
  'remove',
  'render',
  'wait',
];

/** Why a capability can't be added; undefined if it can. */
export function capabilityProblem(
  { kind, root, layer, objectsOwned, example, schema }: Capability,
  kinds: KindRegistry,
): string | undefined {
  if (!/^[A-Z][A-Za-z]{0,62}$/.test(kind)) {
    return `the request kind ${kind} needs a name like Queue: a capital, then letters (capabilities[].kind).`;
  }
  if (root) {
    return `the request kind ${kind} must not be root: tenants are Groundwork's own.`;
  }
  if (actionNames.includes(kind.toLowerCase())) {
    return `the request kind ${kind} would make the action tenancy:${kind.toLowerCase()}, which does something else.`;
  }
  for (const owned of objectsOwned) {
    const found = kinds.find(owned.group, owned.kind);
    const name = `${owned.kind} of ${owned.group || 'the core group'}`;
    if (owned.group === '' && owned.kind === 'Secret') {
      return `the request kind ${kind} must not render Secrets: what they hold would be in Git. Render an ExternalSecret.`;
    }
    if (!found) {
      return `the request kind ${kind} renders ${name}, which is not described: add it to kinds.`;
    }
    if (layer === undefined && found.writer !== 'tenant') {
      return `the request kind ${kind} renders ${resourceOf(
        found,
      )} for teams, which may not write them (writer of the kind ${
        found.kind
      }).`;
    }
  }
  const read = schema.safeParse({
    apiVersion: requestApiVersion,
    kind,
    metadata: { name: example.name, tenant: 'payments' },
    spec: example.spec,
  });
  return read.success
    ? undefined
    : `the example of the request kind ${kind} does not pass its own schema: ${read.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}`)
        .join('; ')}`;
}
