import { Hop } from '../../model';
import { Found } from './Found';
import { Node } from './tree';

/** What it means for something that it follows from a cause, in few words and without the cause. */
export function consequenceText({ found }: Node, parent: Found): string {
  const { title, state, status } = found;
  if (parent.card === 'sources' && state === 'Unknown') {
    return parent.since === undefined || /never/.test(parent.why)
      ? `${title}: not known`
      : `${title}: as last seen`;
  }
  switch (status.of) {
    case 'application':
      return applicationText(found);
    case 'object':
      return status.isRefused || state === 'Missing'
        ? `${title} is not in the cluster`
        : `${title} is ${state.toLowerCase()}`;
    case 'route':
      return routeText(found);
    case 'secret':
      return status.status.refresh.last === undefined
        ? `${title} is not fetched`
        : `${title} keeps the values of its last refresh`;
    case 'push':
      return `${title} is not pushed`;
    case 'certificate':
      return status.status.expiresAt === undefined
        ? `${title} is not issued`
        : `${title} is not renewed`;
    case 'workload':
      return workloadText(found, parent);
    case 'shared':
      return found.id.endsWith('#endpoints')
        ? `${title} has no ready pod`
        : `${title} is not ready`;
    default:
      return state === 'Unknown'
        ? `${title} is not known`
        : `${title} is ${state.toLowerCase()}`;
  }
}

function applicationText({ title, state, status }: Found): string {
  const running =
    status.of === 'application' && status.status.operation?.phase === 'Running';
  if (running || state === 'Progressing') {
    return `${title} waits for it`;
  }
  if (state === 'Unknown') {
    return `${title} is not known`;
  }
  const failed =
    status.of === 'application' &&
    ['Failed', 'Error'].includes(status.status.operation?.phase ?? '') &&
    status.status.health !== 'Degraded';
  return failed
    ? `the sync of ${title} fails`
    : `${title} is ${state.toLowerCase()}`;
}

const codes: Partial<Record<Hop['kind'], number>> = {
  endpoints: 503,
  service: 500,
};

/** A gateway answers 503 for a backend without a ready pod, and 500 for one that is not there: Gateway API, HTTPBackendRef. */
function routeText({ title, state, status, ref }: Found): string {
  if (status.of !== 'route' || state === 'Unknown') {
    return `${title} is not known`;
  }
  const { hop } = status;
  const backends = status.status.hops.filter(({ kind }) => kind === 'service');
  const broken = status.status.hops.filter(
    ({ kind, verdict }) =>
      (kind === 'endpoints' || kind === 'service') &&
      verdict.state !== 'Healthy' &&
      verdict.state !== 'Unknown',
  );
  const isHttp = ref?.kind === 'HTTPRoute' || ref?.kind === 'GRPCRoute';
  // What is broken before it answers first.
  const { brokenHop = 0 } = status.status;
  const isFirst = codes[status.status.hops[brokenHop]?.kind] !== undefined;
  const code = hop && isFirst ? codes[hop.kind] : undefined;
  if (!isHttp || code === undefined) {
    return `${title} does not serve`;
  }
  return broken.length < backends.length
    ? `${title} answers ${code} for ${broken.length} of ${backends.length} backends`
    : `${title} answers ${code}`;
}

function workloadText({ title, status }: Found, parent: Found): string {
  if (status.of !== 'workload') {
    return title;
  }
  const { counts } = status.status;
  if (!counts) {
    return `${title} does not run`;
  }
  const { desired, ready } = counts;
  const missing = desired - ready;
  if (parent.card === 'quota' && missing > 0) {
    return `${title} waits for ${missing} ${missing === 1 ? 'pod' : 'pods'}`;
  }
  return `${title} has ${ready} of ${desired} pods ready`;
}
