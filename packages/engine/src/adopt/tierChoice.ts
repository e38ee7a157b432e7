import { at, type Fields, fieldsOf, plainText } from '../model/fields';
import { nanosOf } from '../units/quantity';
import type { Cell } from './AdoptWorld';
import type { Counterpart } from './Candidate';

/** A tier with what it renders to. */
export interface TriedTier {
  tier: string;
  found: readonly Counterpart[];
}

/** How a tier was found. */
export type TierBy = 'same' | 'nearest' | 'largest';

const bounds = ['ResourceQuota', 'LimitRange'];

/** Other names that a quota may have for the same. */
const aliases: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
  'count/pods': 'pods',
  'count/services': 'services',
  'count/configmaps': 'configmaps',
  'count/secrets': 'secrets',
  'count/persistentvolumeclaims': 'persistentvolumeclaims',
};

/** What no tier gives anybody, so that none could hold it. */
const never = ['services.loadbalancers', 'services.nodeports'];

const mostNamed = 5;

/**
 * The tier of what a tenant has: the one that renders to the quota that is there, else the one that gives least of those that hold it,
 * else the one that gives most, with a line for what that does not hold. Of those that give the same, the first that is configured.
 */
export function tierChoice<T extends TriedTier>(
  tried: readonly T[],
  cells: readonly Cell[],
): { chosen: T; by: TierBy; lines: readonly string[] } | undefined {
  const same = tried.find(({ found }) => hasSameQuota(found));
  if (same) {
    return { chosen: same, by: 'same', lines: [] };
  }
  const holding = tried
    .filter(each => unheld(each.found, cells).length === 0)
    .reduce<T | undefined>(
      (best, each) => (best && !givesLess(each, best) ? best : each),
      undefined,
    );
  if (holding) {
    return { chosen: holding, by: 'nearest', lines: [] };
  }
  const largest = tried.reduce<T | undefined>(
    (best, each) => (best && !givesLess(best, each) ? best : each),
    undefined,
  );
  if (!largest) {
    return undefined;
  }
  const over = unheld(largest.found, cells);
  const more = over.length - mostNamed;
  return {
    chosen: largest,
    by: 'largest',
    lines: [
      `no tier holds the quota that is there, and ${
        largest.tier
      } is the largest: ${over.slice(0, mostNamed).join(', ')}${
        more > 0 ? ` and ${more} more` : ''
      }; configure a larger tier and name it in the rules, or agree on less`,
    ],
  };
}

function hasSameQuota(found: readonly Counterpart[]): boolean {
  const own = found.filter(({ rendered }) => bounds.includes(rendered.kind));
  return (
    own.length > 0 &&
    own.every(({ there, differences }) => there && differences.length === 0)
  );
}

function givesLess(one: TriedTier, other: TriedTier): boolean {
  const [mine, theirs] = [quotaOf(one.found), quotaOf(other.found)];
  const pairs = Object.keys({ ...mine, ...theirs }).map(resource =>
    [mine, theirs].map(amounts =>
      amounts[resource] === undefined
        ? undefined
        : nanosOf(plainText(amounts[resource])),
    ),
  );
  // What is not bounded is more than any amount.
  const isAtMost = ([a, b]: Array<bigint | undefined>) =>
    b === undefined || (a !== undefined && a <= b);
  return pairs.every(isAtMost) && pairs.some(([a, b]) => !isAtMost([b, a]));
}

/** The amounts that a tier gives to a tenant in each environment. */
function quotaOf(found: readonly Counterpart[]): Fields {
  return fieldsOf(
    at(
      found.find(
        ({ rendered }) => rendered.metadata.name === 'groundwork-quota',
      )?.rendered.spec,
      'hard',
    ),
  );
}

/** What the quotas that are there say and that of a tier does not hold. */
function unheld(
  found: readonly Counterpart[],
  cells: readonly Cell[],
): string[] {
  const amounts = quotaOf(found);
  return cells.flatMap(({ environment, objects }) =>
    objects
      .filter(
        ({ object: { apiVersion, kind } }) =>
          kind === 'ResourceQuota' && apiVersion === 'v1',
      )
      .flatMap(({ object }) =>
        Object.entries(fieldsOf(at(object.spec, 'hard'))).flatMap(
          ([name, amount]) => {
            const resource = Object.hasOwn(aliases, name)
              ? aliases[name]
              : name;
            const own = plainText(amounts[resource]);
            const [mine, theirs] = [nanosOf(own), nanosOf(plainText(amount))];
            return mine === undefined ||
              theirs === undefined ||
              mine >= theirs ||
              never.includes(resource)
              ? []
              : [
                  `${plainText(amount)} ${resource} in ${
                    environment.name
                  }, and it gives ${own}`,
                ];
          },
        ),
      ),
  );
}
