import { KubernetesObject } from '../model';
import { labelKeysOf } from '../names';
import { Platform } from '../platform';
import { isMatched, Write } from './admission';
import { admissionCost, budgets } from '../testing/cel/admissionCost';
import { guardedPlatform } from '../testing/guardedTenant';
import { largeObjects } from '../testing/largeObjects';
import { Lawful } from '../testing/largePodTemplate';
import { worstPlatform } from '../testing/worstPlatform';
import { guardRails } from './guardRails';

jest.setTimeout(60_000);

const namespace = 'payments';
/** What a question to the authorizer costs, whatever the object; no expression asks two. */
const ASK = 350_000;

/** They refuse kinds, whatever the object says. */
const ofPlatform = ['tenant-writes', 'platform-kinds'];

function last<T>(items: readonly T[]): T {
  return items[items.length - 1];
}

/** What stands last in every list of the platform, so that rules look at all that is before it. */
function lawfulOn({ environments: [environment], tiers }: Platform): Lawful {
  const [, tier] = last(Object.entries(tiers));
  const taints = tier.tolerations.map(taint => {
    const [key, value] = taint.split('=');
    return { key, value };
  });
  const [key, value = 'a'] = last([
    'topology.kubernetes.io/zone=a',
    ...tier.nodeLabels,
  ]).split('=');
  const store = environment.secretStores.findLast(
    ({ scope }) => scope === 'cluster',
  );
  return {
    namespace,
    domain: `${namespace}.${last(environment.domains)}`,
    image: `${last(environment.registries)}/${'i'.repeat(150)}:1.2.3`,
    tier: {
      tolerations: taints,
      nodeLabel: [key, value],
      resource: last(['cpu', ...Object.keys(tier.resources)]),
    },
    ...(environment.scaling
      ? {
          prometheus: last(environment.scaling.prometheus).address.replace(
            /\$\{\{ (tenant|namespace) \}\}/g,
            namespace,
          ),
        }
      : {}),
    ...(store
      ? {
          store: {
            name: store.name,
            prefix: store.prefix
              .replace('${{ environment }}', environment.name)
              .replace('${{ tenant }}', namespace),
          },
        }
      : {}),
  };
}

function namespaceOn({
  environments: [environment],
  prefix,
  tiers,
}: Platform): KubernetesObject {
  const keys = labelKeysOf(prefix);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        [keys.tenant]: namespace,
        [keys.environment]: environment.name,
      },
      annotations: {
        [keys.domains]: environment.domains
          .map(domain => `${namespace}.${domain}`)
          .join(','),
        [keys.tier]: last(Object.keys(tiers)),
      },
    },
  };
}

/** The object as it was: everything that conditions compare has changed. */
function before(object: KubernetesObject): KubernetesObject {
  const { annotations, finalizers, ownerReferences, ...metadata } =
    object.metadata;
  const { spec } = object as { spec?: object };
  return {
    ...object,
    metadata: { ...metadata, annotations: { old: 'x' } },
    ...(spec ? { spec: { ...spec, template: {}, old: true } } : {}),
  };
}

/** Made and changed, by the tenant and by an operator that may write everywhere. */
function writesOf(
  resource: string,
  object: KubernetesObject,
  platform: Platform,
): Write[] {
  const shared = { resource, object, namespace: namespaceOn(platform) };
  return [
    { user: `system:serviceaccount:${namespace}:groundwork-deployer` },
    { user: 'system:serviceaccount:operators:operator', overriding: true },
  ].flatMap(who => [
    { ...shared, ...who, operation: 'CREATE' },
    { ...shared, ...who, operation: 'UPDATE', oldObject: before(object) },
  ]);
}

describe.each([
  ['a usual platform', guardedPlatform()],
  ['the largest platform', worstPlatform()],
])('what guard rails cost on %s', (_, platform) => {
  const rules = guardRails(platform, platform.environments[0]);

  it.each(largeObjects(lawfulOn(platform)))(
    'is a fraction of what an API server allows for $title',
    ({ resource, object, margin = 3 }) => {
      const dear: string[] = [];
      const judged = writesOf(resource, object, platform).flatMap(write =>
        rules
          .filter(rule => isMatched(rule, write))
          .map(rule => ({ rule, ...admissionCost(rule, write) })),
      );
      expect(judged).not.toEqual([]);
      for (const { rule, expressions, conditions, policy } of judged) {
        for (const [name, spent] of Object.entries(expressions)) {
          const fixed = spent >= ASK ? ASK : 0;
          if (margin * (spent - fixed) > budgets.expression - fixed) {
            dear.push(`${rule.name}, ${name}: ${spent}`);
          }
        }
        if (3 * conditions > budgets.conditions) {
          dear.push(`${rule.name}, conditions: ${conditions}`);
        }
        if (3 * policy > budgets.policy) {
          dear.push(`${rule.name}: ${policy}`);
        }
      }
      expect(dear).toEqual([]);
      // What is refused is not looked at to its end.
      expect(
        judged.filter(
          ({ rule, refusals }) =>
            refusals.length > 0 && !ofPlatform.includes(rule.name),
        ),
      ).toEqual([]);
    },
  );
});
