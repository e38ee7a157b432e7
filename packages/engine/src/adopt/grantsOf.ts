import { fieldsOf, listOf, plainText, textsOf } from '../model/fields';
import type { RequestEnvelope } from '../request';
import type { Counterpart } from './Candidate';
import { isNamedCredential } from './credentials/credentialName';
import { tellsCredential } from './credentials/tellsCredential';

/** What a tenant is given beyond its tier, a line each. */
export function grantsOf({ spec }: RequestEnvelope): string[] {
  const line = (what: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`${what}: ${texts.join(', ')}`];
  return [
    ...line('viewers', textsOf(spec.viewers)),
    ...Object.entries(fieldsOf(spec.domains)).flatMap(
      ([environment, domains]) =>
        line(`domains in ${environment}`, textsOf(domains)),
    ),
    ...line(
      'ways out',
      listOf(spec.egress).map(
        ({ name, cidr, fqdn, namespace }) =>
          `${plainText(name)} (${plainText(cidr ?? fqdn ?? namespace)})`,
      ),
    ),
    ...line(
      'ports of gateways',
      listOf(spec.ports).map(
        ({ environment, gateway, port }) =>
          `${plainText(environment)} ${plainText(gateway)}:${plainText(port)}`,
      ),
    ),
    ...line('repositories', textsOf(spec.repositories)),
  ];
}

/** Labels that clusters, deliveries and Pod Security set. */
const othersLabel =
  /^(kubernetes\.io\/metadata\.name|app\.kubernetes\.io\/(instance|managed-by)|argocd\.argoproj\.io\/|kustomize\.toolkit\.fluxcd\.io\/|pod-security\.kubernetes\.io\/|openshift\.io\/|security\.openshift\.io\/|olm\.)/;

const mostLabels = 20;

/**
 * Labels of namespaces that no request says: network policies, gateways and webhooks may select namespaces by them, and whoever applied
 * them takes them away when they are gone from Git.
 */
export function lostLabels(found: readonly Counterpart[]): string[] {
  const labels = found.flatMap(({ environment, rendered, there }) =>
    rendered.kind === 'Namespace'
      ? Object.entries(fieldsOf(there?.object.metadata.labels))
          .filter(
            ([key]) =>
              rendered.metadata.labels?.[key] === undefined &&
              !othersLabel.test(key),
          )
          .map(
            ([key, value]) =>
              `${environment} ${key}=${labelText(key, plainText(value))}`,
          )
      : [],
  );
  return labels.length === 0
    ? []
    : [
        `labels of its namespace that go where its request is applied in the place of what has them now, unless environments.namespaceLabels has them: ${labels
          .slice(0, mostLabels)
          .join(', ')}`,
      ];
}

function labelText(key: string, value: string): string {
  return isNamedCredential(key, value) || tellsCredential(value)
    ? '(not shown)'
    : value;
}
