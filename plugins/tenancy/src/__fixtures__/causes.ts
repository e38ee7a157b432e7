import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import type { CauseFinding, Consequence } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';

const ref = (kind: string, name: string, cluster = 'prod') => ({
  cluster,
  group: '',
  kind,
  namespace: 'payments',
  name,
});

function finding(
  card: CauseFinding['card'],
  title: string,
  object: ReturnType<typeof ref>,
  why: string,
): CauseFinding {
  return {
    state: 'Degraded',
    why,
    native: [],
    id: findingId(card, 'prod', object),
    card,
    environments: ['prod'],
    title,
    ref: object,
  };
}

/** A cause of one thing, without consequences. */
export function cause(overrides: Partial<CauseView> = {}): CauseView {
  const first = finding(
    'sync',
    'Application payments-prod',
    ref('Application', 'payments-prod'),
    'replicas 3 in Git, 5 in the cluster',
  );
  return {
    id: first.id,
    state: 'Degraded',
    why: first.why,
    native: [],
    fixableBy: 'tenant',
    text: `Application payments-prod: ${first.why}`,
    environments: ['prod'],
    findings: [first],
    follows: [],
    ...overrides,
  };
}

/** A quota that is full: a workload waits, and its route does not answer. */
export function quotaCause(overrides: Partial<CauseView> = {}): CauseView {
  const quota = finding(
    'quota',
    'Quota compute',
    ref('ResourceQuota', 'compute'),
    'used up: pods',
  );
  const workload: Consequence = {
    ...finding(
      'workloads',
      'Deployment web',
      ref('Deployment', 'web'),
      'the quota has no room for another pod',
    ),
    text: 'Deployment web waits for 2 pods',
    from: quota.id,
    because: 'the API server names quota compute',
  };
  const route: Consequence = {
    ...finding(
      'network',
      'pay.example.com',
      ref('HTTPRoute', 'pay'),
      'none of the 2 pods of Service pay is ready',
    ),
    text: 'pay.example.com answers 503',
    from: workload.id,
    because: 'Service pay selects its pods',
  };
  return cause({
    id: quota.id,
    why: quota.why,
    text: 'Quota compute is full: 12 of 12 pods',
    findings: [quota],
    next: 'Ask for a larger tier, or scale something down',
    follows: [workload, route],
    ...overrides,
  });
}

/** A cluster that is silent, with many rows that are as last seen. */
export function silentCause(rows = 6): CauseView {
  const source: CauseFinding = {
    state: 'Unknown',
    why: 'does not answer',
    since: Date.parse('2026-11-28T13:41:00Z'),
    native: [],
    id: 'sources/edge',
    card: 'sources',
    environments: ['edge'],
    title: 'cluster edge',
  };
  return {
    ...cause(),
    id: source.id,
    state: 'Unknown',
    why: source.why,
    fixableBy: 'platform',
    text: 'cluster edge does not answer',
    environments: ['edge'],
    findings: [source],
    message: 'dial tcp 10.0.0.1:443: i/o timeout',
    follows: Array.from({ length: rows }, (_, i) => ({
      ...source,
      id: `workloads/edge/${i}`,
      card: 'workloads' as const,
      title: `Deployment w${i}`,
      text: `Deployment w${i}: as last seen`,
      from: source.id,
      because: 'it is on cluster edge',
    })),
  };
}
