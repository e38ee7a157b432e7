import { RE2JS } from 're2js';
import { Finding, KubernetesObject, isKnown, refOf } from '../../model';
import { Fields, at, listOf, textOf, textsOf } from '../../model/fields';
import { Kind, namespaceLabels } from '../../snapshot/clusterView';
import { remembered } from '../../units/remembered';
import { matchesSelector, selectorOf } from '../../snapshot/selector';
import { conditionOf } from '../../status/conditions';
import { namespaceKind } from '../../status/gateway/kinds';
import { CheckRun, Found, Placed } from '../checkRun';

const group = 'external-secrets.io';
const externalSecretKind: Kind = { group, kind: 'ExternalSecret' };

/** An ExternalSecret whose store does not exist, is not ready, or does not serve its namespace. */
export function* secretStores(run: CheckRun): Found {
  for (const placed of run.scoped(externalSecretKind)) {
    yield undefined;
    for (const { kind, name, field } of storesOf(placed.object)) {
      const finding = checkStore(run, placed, kind, name);
      if (finding) {
        yield {
          ...finding,
          subject: refOf(placed.cluster, placed.object),
          field,
        };
      }
    }
  }
}

function checkStore(
  run: CheckRun,
  { cluster, object }: Placed,
  kind: string,
  name: string,
): Omit<Finding, 'subject' | 'field'> | undefined {
  const clusterWide = kind === 'ClusterSecretStore';
  const view = run.view(cluster);
  const { namespace = '' } = object.metadata;
  const known = view.get(
    { group, kind },
    clusterWide ? undefined : namespace,
    name,
  );
  if (!isKnown(known)) {
    run.note(cluster, { group, kind }, known);
    return undefined;
  }
  const store = known.value;
  if (!store) {
    return {
      code: 'StoreNotFound',
      severity: 'error',
      message: `${kind} ${name} does not exist in this environment.`,
      fix: 'Choose a secret store of this environment.',
      fixableBy: 'tenant',
      evidence: [],
    };
  }
  if (clusterWide && admits(store, namespace, run, cluster) === false) {
    return {
      code: 'StoreNotPermitted',
      severity: 'error',
      message: `ClusterSecretStore ${name} cannot be used from namespace ${namespace}.`,
      fix: 'Choose another store, or ask the platform team to open this one.',
      fixableBy: 'platform',
      evidence: [],
    };
  }
  const ready = conditionOf(store, 'Ready');
  return ready?.status === 'False'
    ? {
        code: 'StoreNotReady',
        severity: 'warning',
        message: `${kind} ${name} is not ready: ${
          ready.message || ready.reason
        }.`,
        fix: 'Wait until the store is ready, or ask the platform team.',
        fixableBy: 'platform',
        evidence: [
          {
            ref: refOf(cluster, store),
            field: 'status.conditions',
            value: ready.reason,
            asOf: known.asOf,
          },
        ],
      }
    : undefined;
}

function storesOf({ spec }: KubernetesObject) {
  const refs: Array<{ ref: Fields; field: string }> = [
    {
      ref: listOf([at(spec, 'secretStoreRef')])[0],
      field: 'spec.secretStoreRef',
    },
    ...(['data', 'dataFrom'] as const).flatMap(list =>
      listOf(at(spec, list)).map((item, i) => ({
        ref: listOf([at(item, 'sourceRef', 'storeRef')])[0],
        field: `spec.${list}[${i}].sourceRef.storeRef`,
      })),
    ),
  ];
  const seen = new Set<string>();
  return refs.flatMap(({ ref, field }) => {
    const name = textOf(ref.name);
    const kind = textOf(ref.kind) ?? 'SecretStore';
    const key = `${kind}/${name}`;
    if (name === undefined || seen.has(key)) {
      return [];
    }
    seen.add(key);
    return [{ kind, name, field }];
  });
}

/**
 * A store of the whole cluster without conditions serves everybody; else one of them has to match. Undefined where that hangs on
 * labels of the namespace that are not known.
 */
function admits(
  store: KubernetesObject,
  namespace: string,
  run: CheckRun,
  cluster: string,
): boolean | undefined {
  const conditions = listOf(at(store.spec, 'conditions'));
  if (
    conditions.length === 0 ||
    conditions.some(
      ({ namespaces, namespaceRegexes }) =>
        textsOf(namespaces).includes(namespace) ||
        textsOf(namespaceRegexes).some(text => full(text, namespace)),
    )
  ) {
    return true;
  }
  const selectors = conditions.flatMap(
    ({ namespaceSelector }) => selectorOf(namespaceSelector) ?? [],
  );
  if (selectors.length === 0) {
    return false;
  }
  const known = run.view(cluster).get(namespaceKind, undefined, namespace);
  if (!isKnown(known)) {
    run.note(cluster, namespaceKind, known);
    return undefined;
  }
  const labels = known.value && namespaceLabels(known.value);
  return (
    labels && selectors.some(selector => matchesSelector(selector, labels))
  );
}

/** As the controller reads it, and without the time that a backtracking expression may take. */
const expressionOf = remembered(pattern => {
  try {
    return RE2JS.compile(pattern);
  } catch {
    // External Secrets refuses the store itself then.
    return undefined;
  }
});

function full(pattern: string, name: string): boolean {
  return expressionOf(pattern)?.matcher(name).find() ?? false;
}
