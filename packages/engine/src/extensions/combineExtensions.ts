import type { CustomCheck } from '../check';
import { KindRegistry, watching, withKinds } from '../kinds';
import { keyOf } from '../kinds/KindRegistry';
import { Capability, templateOf } from '../manifests';
import {
  type Delivery,
  type SecretStoreProvider,
  builtInStoreProviders,
} from '../platform';
import { argocdDelivery } from './argocdDelivery';
import { capabilityProblem } from './capabilityProblem';
import { Extension } from './Extension';
import { ExtensionError } from './ExtensionError';
import { Extensions, noExtensions } from './Extensions';
import { shapeProblem } from './shapeProblem';

/** Whose a name is that is taken. */
type Holders = Map<string, string>;

/**
 * Puts extensions on top of what Groundwork brings, in order of their ids.
 *
 * @throws ExtensionError for the first that is malformed, or takes a name that Groundwork or another extension has
 * @public
 */
export function combineExtensions(list: readonly Extension[]): Extensions {
  const extensions = list.map(checked).sort((a, b) => (a.id < b.id ? -1 : 1));
  const holders: Holders = new Map();
  for (const { id } of extensions) {
    claim(holders, `id ${id}`, id, `the id ${id}`);
  }
  let { kinds } = noExtensions;
  const added: Capability[] = [];
  const checks: CustomCheck[] = [];
  for (const capability of noExtensions.capabilities) {
    names(capability).forEach(([name]) => holders.set(name, 'Groundwork'));
  }
  holders.set(`delivery ${argocdDelivery.name}`, 'Groundwork');
  for (const { name } of builtInStoreProviders) {
    holders.set(`store ${name}`, 'Groundwork');
  }
  const deliveries: Delivery[] = [];
  const storeProviders: SecretStoreProvider[] = [];
  for (const extension of extensions) {
    kinds = kindsWith(kinds, extension, holders);
  }
  // What Groundwork describes and does not read, as Flux's kinds, is read for the delivery that asks for it.
  kinds = watching(
    kinds,
    extensions.flatMap(each =>
      (each.deliveries ?? []).flatMap(({ watches }) => watches),
    ),
  );
  for (const extension of extensions) {
    const { id, capabilities = [], checks: own = [] } = extension;
    for (const capability of capabilities) {
      for (const [name, words] of names(capability)) {
        claim(holders, name, id, words);
      }
      const problem = capabilityProblem(capability, kinds);
      if (problem) {
        throw new ExtensionError(id, problem);
      }
      added.push(capability);
    }
    checks.push(...own);
    deliveries.push(...deliveriesOf(extension, kinds, holders));
    storeProviders.push(...storesOf(extension, holders));
  }
  return {
    kinds,
    capabilities: [...noExtensions.capabilities, ...added],
    checks,
    deliveries,
    storeProviders,
  };
}

/** What comes from outside may be anything, whatever its types say. */
function checked(extension: Extension, index: number): Extension {
  const problem = shapeProblem(extension);
  if (problem) {
    throw new ExtensionError(nameOf(extension) ?? `[${index}]`, problem);
  }
  return extension;
}

function nameOf(extension: unknown): string | undefined {
  const { id } = (extension ?? {}) as { id?: unknown };
  return typeof id === 'string' && id !== '' ? id.slice(0, 100) : undefined;
}

function kindsWith(
  kinds: KindRegistry,
  { id, kinds: own = [] }: Extension,
  holders: Holders,
): KindRegistry {
  for (const kind of own) {
    const name = `kind ${keyOf(kind)}`;
    const holder =
      holders.get(name) ??
      (kinds.find(kind.group, kind.kind) ? 'Groundwork' : undefined);
    if (holder) {
      throw taken(id, `the kind ${kind.kind} of ${kind.group}`, holder);
    }
    holders.set(name, id);
  }
  try {
    return withKinds(kinds, own);
  } catch (cause) {
    throw new ExtensionError(
      id,
      cause instanceof Error ? cause.message : String(cause),
      { cause },
    );
  }
}

function deliveriesOf(
  { id, deliveries = [] }: Extension,
  kinds: KindRegistry,
  holders: Holders,
): readonly Delivery[] {
  for (const { name, watches } of deliveries) {
    claim(holders, `delivery ${name}`, id, `the delivery ${name}`);
    for (const { group, kind } of watches) {
      if (!kinds.find(group, kind)?.watched) {
        throw new ExtensionError(
          id,
          `the delivery ${name} reads ${kind} of ${group}, which is not watched: add it to kinds, with watched: true.`,
        );
      }
    }
  }
  return deliveries;
}

/** What configuration says of every store, which no provider has fields for. */
const storeFields = ['name', 'provider', 'scope', 'prefix'];

function storesOf(
  { id, storeProviders = [] }: Extension,
  holders: Holders,
): readonly SecretStoreProvider[] {
  for (const { name, fields, scope, spec } of storeProviders) {
    claim(holders, `store ${name}`, id, `the store provider ${name}`);
    const field = storeFields.find(each => Object.hasOwn(fields, each));
    if (field !== undefined) {
      throw new ExtensionError(
        id,
        `the store provider ${name} has the field ${field}, which every store has: leave it out.`,
      );
    }
    if (!spec && scope !== 'cluster') {
      throw new ExtensionError(
        id,
        `the store provider ${name} renders nothing: give it spec, or scope: cluster where the platform keeps its stores.`,
      );
    }
  }
  return storeProviders;
}

/** The names that a capability takes, with words for them. */
function names(capability: Capability): Array<[string, string]> {
  const template = templateOf(capability);
  return [
    [
      `request ${capability.kind.toLowerCase()}`,
      `the request kind ${capability.kind}`,
    ],
    ...(template
      ? [
          [`template ${template}`, `the template ${template}`] as [
            string,
            string,
          ],
        ]
      : []),
  ];
}

function claim(
  holders: Holders,
  name: string,
  id: string,
  words: string,
): void {
  const holder = holders.get(name);
  if (holder !== undefined) {
    throw taken(id, words, holder);
  }
  holders.set(name, id);
}

function taken(id: string, words: string, holder: string): ExtensionError {
  const whose =
    holder === 'Groundwork' ? 'Groundwork itself' : `the extension ${holder}`;
  return new ExtensionError(
    id,
    holder === id
      ? `it brings ${words} twice.`
      : `${words} is taken by ${whose}. Choose another name, or leave it out.`,
  );
}
