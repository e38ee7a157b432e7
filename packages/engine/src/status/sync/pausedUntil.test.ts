import { application, healthy, statusOf } from '../../testing/syncWorld';
import {
  driftOf,
  editedWeb,
  outOfSync,
  syncedApplication,
  webYaml,
} from '../../testing/driftWorld';
import type { KubernetesObject } from '../../model';

const key = 'tenancy.groundwork.dev/self-heal-paused-until';
const until = '2026-01-01T18:00Z';
const before = Date.parse('2026-01-01T12:00Z');
const after = Date.parse('2026-01-03T12:00Z');

function paused(
  app: KubernetesObject,
  { selfHeal = false, end = until }: { selfHeal?: boolean; end?: string } = {},
): KubernetesObject {
  const { metadata, spec } = app;
  return {
    ...app,
    metadata: { ...metadata, annotations: { [key]: end } },
    spec: {
      ...Object(spec),
      syncPolicy: { automated: { prune: true, selfHeal } },
    },
  };
}

const verdictAt = (now: number, app: KubernetesObject) => {
  const [row] = statusOf([app], [], ['dev'], { now }).environments;
  const [{ state, why, since, selfHealPausedUntil }] = row.applications;
  return { state, why, since, selfHealPausedUntil, row: row.state };
};

describe('self-heal that is paused', () => {
  it('is meant until its end, and trouble of the tenant from then on', () => {
    const end = Date.parse(until);
    expect(verdictAt(before, paused(application(healthy)))).toEqual({
      state: 'Suspended',
      why: 'self-heal is paused until 2026-01-01 18:00 UTC',
      since: undefined,
      selfHealPausedUntil: end,
      row: 'Suspended',
    });
    expect(verdictAt(after, paused(application(healthy)))).toEqual({
      state: 'Degraded',
      why: 'self-heal was to be paused until 2026-01-01 18:00 UTC, and still is',
      since: end,
      selfHealPausedUntil: end,
      row: 'Degraded',
    });
  });

  it.each([
    ['of what heals', { selfHeal: true }],
    ['without a time', { end: 'soon' }],
  ])('is not told %s', (_, options) => {
    expect(verdictAt(after, paused(application(healthy), options)).state).toBe(
      'Healthy',
    );
  });

  it('is why drift stays', () => {
    const app = paused(syncedApplication([outOfSync()]));
    const web = { 'web.yaml': webYaml(3) };
    const { objects } = driftOf({ app, newest: web, live: [editedWeb()] });
    expect(objects.map(({ putBack }) => putBack)).toEqual([
      { by: 'sync', why: 'self-heal is paused until 2026-01-01 18:00 UTC' },
    ]);
  });

  it('does not hide what else is wrong', () => {
    const sick = application({
      ...healthy,
      health: { status: 'Degraded', message: 'no pod is ready' },
    });
    expect(verdictAt(before, paused(sick)).state).toBe('Degraded');
  });
});
