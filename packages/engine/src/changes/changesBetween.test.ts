import { Change } from '../model';
import { carryOver, changesBetween } from './changesBetween';
import { changeTitle } from './changeTitle';
import { justBefore } from './justBefore';
import { mergeChanges } from './mergeChanges';
import { ObservedEnvironment } from './Observation';

const times = { since: 1000, at: 1500, now: 2000, oldest: 0 };

function told(
  before: ObservedEnvironment | undefined,
  after: ObservedEnvironment,
) {
  return changesBetween(before && { dev: before }, { dev: after }, times).map(
    each => `${each.at} ${each.kind}: ${changeTitle(each)}`,
  );
}

describe('changesBetween', () => {
  const web = { images: 'web:1', replicas: 2, createdAt: 10 };

  it('tells what became of workloads, in words', () => {
    expect(
      told(
        { workloads: { 'Deployment/web': web, 'StatefulSet/db': web } },
        {
          workloads: {
            'Deployment/web': {
              ...web,
              replicas: 14,
              images: 'web:2',
              restartedAt: 'today',
            },
            'Deployment/new': { ...web, createdAt: 1200 },
          },
        },
      ),
    ).toEqual([
      '1200 workload: Deployment new was created',
      '1500 workload: Deployment web runs another image',
      '1500 workload: Deployment web was scaled from 2 to 14',
      '1500 workload: Deployment web was restarted',
      '1500 workload: StatefulSet db was deleted',
    ]);
  });

  it('tells at the first look what somebody timed, and nothing else', () => {
    expect(
      told(undefined, {
        workloads: { 'Deployment/web': web },
        secrets: { db: { refreshedAt: 700 } },
        certificates: { tls: { notBefore: 800, notAfter: 5000 } },
        states: {
          environment: { state: 'Degraded', why: 'x', since: 900 },
          'HTTPRoute/pay': { state: 'Degraded', why: 'x' },
          'HTTPRoute/ok': { state: 'Healthy', why: '' },
        },
      }),
    ).toEqual([
      '10 workload: Deployment web was created',
      '700 secret: ExternalSecret db was refreshed',
      '800 certificate: Certificate tls was issued',
      '900 state: dev is Degraded',
    ]);
  });

  it('takes no time for true that lies before the last look or in the future', () => {
    const before: ObservedEnvironment = {
      states: { environment: { state: 'Healthy', why: '' } },
      secrets: { db: { refreshedAt: 1 } },
    };
    const after = (time: number): ObservedEnvironment => ({
      states: { environment: { state: 'Degraded', why: 'x', since: time } },
      secrets: { db: { refreshedAt: time } },
    });
    expect(told(before, after(5)).map(each => parseInt(each, 10))).toEqual([
      1000, 1000,
    ]);
    expect(told(before, after(9e12)).map(each => parseInt(each, 10))).toEqual([
      2000, 2000,
    ]);
  });

  it('tells a sync once, and a failed one with its reason', () => {
    const sync = {
      application: 'pay-dev',
      id: 'pay-dev 5',
      at: 1100,
      commit: '3f9c2e1aaaa',
    };
    expect(told({ syncs: [sync] }, { syncs: [sync] })).toEqual([]);
    expect(
      told({}, { syncs: [sync, { ...sync, id: 'b', at: 1200, failed: true }] }),
    ).toEqual([
      '1100 sync: Argo CD synced pay-dev to 3f9c2e1',
      '1200 sync: The sync of pay-dev to 3f9c2e1 failed',
    ]);
  });

  it('keeps what was known where nothing could be read, so that the way back is no news and a real change is', () => {
    const before = {
      dev: {
        states: { environment: { state: 'Healthy', why: '' } },
        workloads: { 'Deployment/web': web },
      },
    } as const;
    const dark = carryOver(before, { dev: {} });
    expect(dark).toEqual(before);
    expect(
      changesBetween(
        dark,
        { dev: { workloads: { 'Deployment/web': { ...web, replicas: 3 } } } },
        times,
      ).map(changeTitle),
    ).toEqual(['Deployment web was scaled from 2 to 3']);
  });

  it('tells a hand edit with its manager and fields, and again when it is written again', () => {
    const edit = {
      kind: 'Deployment',
      name: 'web',
      manager: 'kubectl-edit',
      fields: ['spec.replicas'],
      at: 1100,
    };
    const [one] = changesBetween(
      { dev: { edits: {} } },
      { dev: { edits: { a: edit } } },
      times,
    );
    expect(one).toMatchObject({
      kind: 'edit',
      at: 1100,
      by: 'kubectl-edit',
      text: 'spec.replicas',
    });
    expect(told({ edits: { a: edit } }, { edits: { a: edit } })).toEqual([]);
    expect(
      told({ edits: { a: edit } }, { edits: { a: { ...edit, at: 1300 } } }),
    ).toHaveLength(1);
  });
});

describe('justBefore', () => {
  const MINUTE = 60_000;
  const change = (more: Partial<Change>): Change => ({
    key: JSON.stringify(more),
    kind: 'commit',
    event: 'committed',
    environments: ['dev'],
    at: 0,
    ...more,
  });
  const broke = change({ kind: 'state', event: 'became', at: 20 * MINUTE });

  it('is the commit rather than the sync that followed it', () => {
    const commit = change({ at: 18 * MINUTE });
    const sync = change({ kind: 'sync', event: 'synced', at: 19 * MINUTE });
    expect(justBefore(broke, [sync, commit, broke])).toBe(commit);
  });

  it('is the last of several commits, and none of long ago or of elsewhere', () => {
    const older = change({ at: 10 * MINUTE });
    const newer = change({ at: 12 * MINUTE });
    const elsewhere = change({ at: 19 * MINUTE, environments: ['prod'] });
    const long = change({ at: 4 * MINUTE });
    expect(justBefore(broke, [older, newer, elsewhere, long])).toBe(newer);
    expect(justBefore(broke, [long, elsewhere])).toBeUndefined();
  });

  it('counts from the end of what went on for a while', () => {
    const scaled = change({
      event: 'scaled',
      at: 0,
      until: 19 * MINUTE,
      count: 5,
    });
    expect(justBefore(broke, [scaled])).toBe(scaled);
  });
});

describe('mergeChanges', () => {
  const scaled = (from: string, to: string, at: number): Change => ({
    key: `${at}`,
    kind: 'workload',
    event: 'scaled',
    environments: ['dev'],
    subject: { kind: 'Deployment', name: 'web' },
    from,
    to,
    at,
  });

  it('tells from where to where several went together', () => {
    const one = mergeChanges(scaled('2', '4', 0), scaled('4', '7', 60_000));
    expect(one && changeTitle(one)).toBe(
      'Deployment web was scaled from 2 to 7, 2 times',
    );
    expect(one).toMatchObject({ at: 0, until: 60_000, key: '0' });
  });

  it('leaves alone what is far apart', () => {
    expect(
      mergeChanges(scaled('2', '4', 0), scaled('4', '7', 3_600_000)),
    ).toBeUndefined();
  });
});
