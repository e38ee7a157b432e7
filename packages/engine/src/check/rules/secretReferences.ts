import { KubernetesObject, isKnown, refOf } from '../../model';
import { at, textOf } from '../../snapshot/fields';
import { Kind } from '../../snapshot/clusterView';
import { providedBy, referencesOf } from '../../snapshot/references';
import { CheckRun, Found } from '../checkRun';

const externalSecretKind: Kind = {
  group: 'external-secrets.io',
  kind: 'ExternalSecret',
};
const certificateKind: Kind = {
  group: 'cert-manager.io',
  kind: 'Certificate',
};

/**
 * Pods that are planned and need a Secret that nothing in their namespace makes. Secrets themselves are never read, and
 * others than ours may make them in ways that are not known here, so only what a request rendered is looked at.
 */
export function* secretReferences(run: CheckRun): Found {
  for (const { cluster, objects } of run.overlay?.planned ?? []) {
    for (const object of objects.filter(isRendered)) {
      yield undefined;
      const { namespace = '' } = object.metadata;
      if (run.covers(cluster, run.tenantOf(cluster, namespace))) {
        const made = madeIn(run, cluster, namespace);
        for (const name of made ? missing(object, made) : []) {
          yield {
            code: 'SecretNotMade',
            severity: 'warning',
            subject: refOf(cluster, object),
            message: `Secret ${name} not found in namespace ${namespace}: ${object.kind} ${object.metadata.name} needs it, and no ExternalSecret or Certificate creates it. Its pods won't start without it.`,
            fix: 'Correct the name, or request the secret. Ignore this if the Secret is created in another way.',
            fixableBy: 'tenant',
            evidence: [],
          };
        }
      }
    }
  }
}

function isRendered({ kind, metadata }: KubernetesObject): boolean {
  return (
    kind === 'Deployment' &&
    metadata.labels?.['app.kubernetes.io/managed-by'] === 'groundwork'
  );
}

function missing(object: KubernetesObject, made: ReadonlySet<string>) {
  return [...referencesOf(object)]
    .filter(name => name.startsWith('Secret/') && !made.has(name))
    .map(name => name.slice('Secret/'.length));
}

/** The Secrets that something makes, as `Secret/name`; undefined where that is not known. */
function madeIn(
  run: CheckRun,
  cluster: string,
  namespace: string,
): Set<string> | undefined {
  const view = run.view(cluster);
  const secrets = view.list(externalSecretKind, namespace);
  const certificates = view.list(certificateKind, namespace);
  for (const [kind, known] of [
    [externalSecretKind, secrets],
    [certificateKind, certificates],
  ] as const) {
    if (!isKnown(known) && known.unknown !== 'notServed') {
      run.note(cluster, kind, known);
      return undefined;
    }
  }
  return new Set([
    ...(isKnown(secrets) ? secrets.value : []).flatMap(secret =>
      providedBy(secret),
    ),
    ...(isKnown(certificates) ? certificates.value : []).flatMap(({ spec }) => {
      const name = textOf(at(spec, 'secretName'));
      return name === undefined ? [] : [`Secret/${name}`];
    }),
  ]);
}
