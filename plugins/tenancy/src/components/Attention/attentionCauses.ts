import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { FixableBy, SourceState, State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { isSilent } from '../../status';
import { type AttentionItem, attentionItems } from './attentionItems';

/** One cause with what follows from it: told once, however many rows it darkens. */
interface AttentionCause {
  key: string;
  environments: string[];
  state: State;
  text: string;
  fixableBy?: FixableBy;
  /** Milliseconds since the epoch, where it is known. */
  since?: number;
  /** What follows, in a few words each. */
  follows: string[];
}

/** What needs somebody, by cause, worst first. */
export function attentionCauses(view: TenantStatusView): AttentionCause[] {
  const rest = new Set(attentionItems(view));
  const silent = view.sources
    .filter(source => source.kind === 'cluster' && isSilent(source))
    .map(source => ofSilence(source, rest));
  return [...silent, ...ofRoutes(rest), ...ofSync(rest), ...alike(rest)].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
  );
}

/** A cluster that does not answer: what is not known because of it is no cause of its own. */
function ofSilence(
  { source, asOf, problem }: SourceState,
  rest: Set<AttentionItem>,
): AttentionCause {
  const follows = take(
    rest,
    ({ state, text, cluster }) =>
      state === 'Unknown' &&
      (`cluster ${cluster}` === source || `${text} `.includes(`${source} `)),
  );
  return {
    key: source,
    environments: environmentsOf(follows),
    state: 'Unknown',
    text:
      asOf === undefined
        ? `${source} has never answered`
        : `${source} does not answer`,
    fixableBy: 'platform',
    since: asOf === undefined ? problem?.since : asOf,
    follows: follows.map(({ label }) =>
      asOf === undefined
        ? `${label} is unknown`
        : `${label} is shown as last seen`,
    ),
  };
}

/** A route that is refused makes its Application unwell: the route's own way says more of it. */
function ofRoutes(rest: Set<AttentionItem>): AttentionCause[] {
  const routes = [...rest].filter(({ kind }) => kind === 'route');
  return routes.flatMap(item => {
    const follows = take(
      rest,
      ({ kind, environment, text }) =>
        kind === 'sync' &&
        environment === item.environment &&
        text.includes(`${item.route}:`),
    );
    if (follows.length === 0) {
      return [];
    }
    rest.delete(item);
    return merged([item]).map(cause => ({
      ...cause,
      follows: follows.map(({ text }) => text),
    }));
  });
}

/** Where what is deployed is in trouble, a route that finds no pod behind its service follows from that. */
function ofSync(rest: Set<AttentionItem>): AttentionCause[] {
  const synced = take(
    rest,
    ({ kind, state }) => kind === 'sync' && state !== 'Unknown',
  );
  return merged(synced).map(cause => {
    const follows = take(
      rest,
      ({ environment, needsPods }) =>
        needsPods === true && cause.environments.includes(environment),
    );
    return { ...cause, follows: follows.map(({ text }) => text) };
  });
}

function alike(rest: Set<AttentionItem>): AttentionCause[] {
  return merged(take(rest, () => true));
}

/** The same words of several environments are one cause. */
function merged(items: readonly AttentionItem[]): AttentionCause[] {
  const causes = new Map<string, AttentionCause>();
  for (const { key, environment, state, text, fixableBy, since } of items) {
    const words = `${state}|${fixableBy}|${text}`;
    const known = causes.get(words);
    if (!known) {
      causes.set(words, {
        key,
        environments: [environment],
        state,
        text,
        fixableBy,
        since,
        follows: [],
      });
    } else if (!known.environments.includes(environment)) {
      known.environments.push(environment);
    }
  }
  return [...causes.values()];
}

function take(
  from: Set<AttentionItem>,
  fits: (item: AttentionItem) => boolean,
): AttentionItem[] {
  const taken = [...from].filter(fits);
  taken.forEach(item => from.delete(item));
  return taken;
}

function environmentsOf(items: readonly AttentionItem[]): string[] {
  return [...new Set(items.map(({ environment }) => environment))];
}
