import { at, fieldsOf, listOf, textOf } from '../model/fields';
import type { KubernetesObject } from '../model';
import type { PlatformInput } from '../platform';
import { quantity } from '../platform/tier';
import { nanos } from '../amounts/amounts';
import {
  byCount,
  type DraftCluster,
  type Note,
  objectsOf,
  unreadOf,
} from './DraftCluster';

type Tier = PlatformInput['tiers'][string];
type Texts = Record<string, string | undefined>;

/** Of the quotas that namespaces have alike, so many become tiers. */
const NAMES = ['small', 'medium', 'large', 'x-large', 'xx-large'];

/** The tier of namespaces without a quota. */
const UNBOUNDED = 'unbounded';

/** Where no quota says how much; more than a team needs, since a tenant that is adopted is not to be stopped by a guess. */
const AMPLE = {
  cpu: '64',
  memory: '256Gi',
  ephemeralStorage: '256Gi',
  storage: '1Ti',
  pods: 500,
};

const CONTAINER = {
  defaultRequest: { cpu: '50m', memory: '64Mi', ephemeralStorage: '64Mi' },
  default: { cpu: '500m', memory: '256Mi', ephemeralStorage: '512Mi' },
  max: { cpu: '8', memory: '32Gi', ephemeralStorage: '32Gi' },
};

/** Names of a quota that stand for the same amount. */
const AMOUNTS: Record<string, readonly string[]> = {
  'requests.cpu': ['requests.cpu', 'cpu'],
  'requests.memory': ['requests.memory', 'memory'],
  'requests.ephemeralStorage': [
    'requests.ephemeral-storage',
    'ephemeral-storage',
  ],
  'limits.cpu': ['limits.cpu'],
  'limits.memory': ['limits.memory'],
  'limits.ephemeralStorage': ['limits.ephemeral-storage'],
  storage: ['requests.storage'],
  pods: ['pods', 'count/pods'],
};

/** The tiers that quotas and limits of namespaces make: what many have alike is one. */
export function draftTiers(
  clusters: readonly DraftCluster[],
  isTeams: (namespace: string) => boolean,
  note: Note,
): Record<string, Tier> {
  const known = clusters.filter(cluster => {
    const unread = unreadOf(cluster, '/ResourceQuota', '/LimitRange');
    if (unread !== '') {
      note(
        'tiers',
        `${unread} of ${cluster.cluster} could not be read, so its namespaces say nothing of tiers.`,
      );
    }
    return unread === '';
  });
  const given = known.flatMap(cluster => namespacesOf(cluster, isTeams));
  const all = byCount(given, ({ quota }) => JSON.stringify(quota));
  const isBounded = ({ value }: { value: Given }) =>
    Object.keys(value.quota).length > 0;
  const found = [
    ...all.filter(isBounded).slice(0, NAMES.length),
    ...all.filter(each => !isBounded(each)),
  ];
  const sorted = found.sort((a, b) => bySize(a.value.quota, b.value.quota));
  const tiers = sorted.map(({ value: { quota }, count }, i): [string, Tier] => {
    const name = Object.keys(quota).length > 0 ? NAMES[i] : UNBOUNDED;
    const like = given.filter(
      each => JSON.stringify(each.quota) === JSON.stringify(quota),
    );
    return [name, tierOf(name, { quota, count, like }, note)];
  });
  return tiers.length > 0
    ? Object.fromEntries(tiers)
    : { small: tierOf('small', { quota: {}, count: 0, like: [] }, note) };
}

interface Given {
  quota: Texts;
  limits: Texts;
}

/** What is said of each namespace of a team. Quotas for some pods only say nothing of all. */
function namespacesOf(
  cluster: DraftCluster,
  isTeams: (namespace: string) => boolean,
): Given[] {
  const inNamespace = (kind: string) => {
    const found = new Map<string, KubernetesObject[]>();
    for (const object of objectsOf(cluster, '', kind)) {
      const { namespace = '' } = object.metadata;
      found.set(namespace, [...(found.get(namespace) ?? []), object]);
    }
    return found;
  };
  const quotas = inNamespace('ResourceQuota');
  const limits = inNamespace('LimitRange');
  const names = objectsOf(cluster, '', 'Namespace').map(
    ({ metadata: { name } }) => name,
  );
  return [...new Set(names)].filter(isTeams).map(name => ({
    quota: quotaOf(quotas.get(name) ?? []),
    limits: limitsOf(limits.get(name) ?? []),
  }));
}

function quotaOf(quotas: readonly KubernetesObject[]): Texts {
  const hard = quotas
    .filter(
      ({ spec }) =>
        at(spec, 'scopes') === undefined &&
        at(spec, 'scopeSelector') === undefined,
    )
    .map(({ spec }) => fieldsOf(at(spec, 'hard')));
  return Object.fromEntries(
    Object.entries(AMOUNTS).flatMap(([key, names]) => {
      const said = hard
        .flatMap(each => names.map(name => amountOf(each[name])))
        .filter(text => text !== undefined);
      // Of several quotas the least counts.
      const [least] = said.sort((a, b) => compare(a, b));
      return least === undefined ? [] : [[key, least]];
    }),
  );
}

function limitsOf(ranges: readonly KubernetesObject[]): Texts {
  const containers = ranges.flatMap(({ spec }) =>
    listOf(at(spec, 'limits')).filter(({ type }) => type === 'Container'),
  );
  return Object.fromEntries(
    (['defaultRequest', 'default', 'max'] as const).flatMap(field =>
      Object.entries({
        cpu: 'cpu',
        memory: 'memory',
        ephemeralStorage: 'ephemeral-storage',
      }).flatMap(([key, name]) => {
        const text = containers
          .map(each => amountOf(at(each[field], name)))
          .find(each => each !== undefined);
        return text === undefined ? [] : [[`${field}.${key}`, text]];
      }),
    ),
  );
}

function tierOf(
  name: string,
  { quota, count, like }: { quota: Texts; count: number; like: Given[] },
  note: Note,
): Tier {
  const field = `tiers.${name}`;
  const missing = Object.keys(AMOUNTS).filter(key => quota[key] === undefined);
  if (missing.length > 0) {
    note(
      `${field}.quota`,
      count === 0
        ? 'Of no namespace of a team it is known what bounds it, so all amounts are guessed.'
        : `Quotas do not say ${missing.join(
            ', ',
          )}, so these are guessed, and ample.`,
    );
  }
  const [limits] = byCount(like, each => JSON.stringify(each.limits));
  const range = limits?.value.limits ?? {};
  const unsaid = Object.keys(CONTAINER).flatMap(part =>
    ['cpu', 'memory', 'ephemeralStorage']
      .map(key => `${part}.${key}`)
      .filter(key => range[key] === undefined),
  );
  if (unsaid.length > 0) {
    note(
      `${field}.container`,
      `LimitRanges do not say ${unsaid.join(', ')}, so these are guessed.`,
    );
  }
  const requests = amounts(quota, 'requests', AMPLE);
  const most = amounts(range, 'max', CONTAINER.max);
  return {
    description: count === 0 ? '' : `As ${namespaces(count)} had it`,
    quota: {
      requests,
      limits: larger(amounts(quota, 'limits', AMPLE), requests),
      storage: quota.storage ?? AMPLE.storage,
      pods: podsOf(quota.pods),
    },
    container: inOrder({
      defaultRequest: amounts(
        range,
        'defaultRequest',
        CONTAINER.defaultRequest,
      ),
      default: amounts(range, 'default', CONTAINER.default),
      max: most,
    }),
  };
}

type Amounts = Record<'cpu' | 'memory' | 'ephemeralStorage', string>;

function amounts(texts: Texts, part: string, otherwise: Amounts): Amounts {
  return {
    cpu: texts[`${part}.cpu`] ?? otherwise.cpu,
    memory: texts[`${part}.memory`] ?? otherwise.memory,
    ephemeralStorage:
      texts[`${part}.ephemeralStorage`] ?? otherwise.ephemeralStorage,
  };
}

/** What was guessed must not be less than what is said of the one below. */
function larger(a: Amounts, b: Amounts): Amounts {
  const max = (key: keyof Amounts) =>
    compare(a[key], b[key]) < 0 ? b[key] : a[key];
  return {
    cpu: max('cpu'),
    memory: max('memory'),
    ephemeralStorage: max('ephemeralStorage'),
  };
}

function inOrder(container: Record<keyof typeof CONTAINER, Amounts>) {
  const limit = larger(container.default, container.defaultRequest);
  return {
    defaultRequest: container.defaultRequest,
    default: limit,
    max: larger(container.max, limit),
  };
}

function podsOf(text: string | undefined): number {
  const pods = Number(text);
  return Number.isInteger(pods) && pods >= 1 && pods <= 100_000
    ? pods
    : AMPLE.pods;
}

/** An amount that configuration takes as it is written. */
function amountOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : textOf(value);
  return text !== undefined && quantity.safeParse(text).success
    ? text
    : undefined;
}

function compare(a: string, b: string): number {
  const difference = nanos(a) - nanos(b);
  return Number(difference > 0n) - Number(difference < 0n);
}

/** By what is asked for first; where nothing is said there is most. */
function bySize(a: Texts, b: Texts): number {
  for (const key of Object.keys(AMOUNTS)) {
    const [left, right] = [a[key], b[key]];
    if (left === undefined || right === undefined) {
      if (left !== right) {
        return left === undefined ? 1 : -1;
      }
    } else if (compare(left, right) !== 0) {
      return compare(left, right);
    }
  }
  return 0;
}

function namespaces(count: number): string {
  return count === 1 ? 'one namespace' : `${count} namespaces`;
}
