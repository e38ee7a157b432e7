import fc from 'fast-check';
import { KubernetesObject } from '../../model';
import { inPay, minutesAgo, now } from '../../testing/cardWorld';
import { recentEvents } from './recentEvents';

const event = (rest: object = {}, name = 'e'): KubernetesObject =>
  inPay('v1', 'Event', name, {
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container',
    involvedObject: { kind: 'Pod', name: 'web-7d9-a' },
    firstTimestamp: minutesAgo(30),
    lastTimestamp: minutesAgo(5),
    count: 3,
    ...rest,
  });
const messageOf = (message: string) =>
  recentEvents([event({ message })], { now })[0].lines[0].message;

describe('recentEvents', () => {
  it('merges the same reason of an object, with how often and when last', () => {
    expect(
      recentEvents(
        [
          event(),
          event({
            message: 'newest',
            count: 2,
            firstTimestamp: minutesAgo(4),
            lastTimestamp: minutesAgo(1),
          }),
        ],
        { now, workloadOf: () => ({ kind: 'Deployment', name: 'web' }) },
      ),
    ).toEqual([
      {
        kind: 'Pod',
        name: 'web-7d9-a',
        workload: { kind: 'Deployment', name: 'web' },
        lines: [
          {
            type: 'Warning',
            reason: 'BackOff',
            message: 'newest',
            count: 5,
            first: Date.parse(minutesAgo(30)),
            last: Date.parse(minutesAgo(1)),
          },
        ],
      },
    ]);
  });

  it('puts warnings first, then what is newest, and leaves out what is older than an hour', () => {
    const told = recentEvents(
      [
        event({ lastTimestamp: minutesAgo(61) }),
        event({
          type: 'Normal',
          reason: 'Pulled',
          lastTimestamp: minutesAgo(1),
          involvedObject: { kind: 'Pod', name: 'b' },
        }),
        event({ involvedObject: { kind: 'ReplicaSet', name: 'c' } }),
        event({
          lastTimestamp: minutesAgo(2),
          involvedObject: { kind: 'Pod', name: 'd' },
        }),
      ],
      { now },
    );
    expect(told.map(({ name }) => name)).toEqual(['d', 'c', 'b']);
  });

  it('reads events of the newer API and their series', () => {
    const newer = inPay('events.k8s.io/v1', 'Event', 'e', {
      type: 'Warning',
      reason: 'FailedScheduling',
      note: '0/3 nodes are available',
      regarding: { kind: 'Pod', name: 'a' },
      eventTime: minutesAgo(50),
      series: { count: 7, lastObservedTime: minutesAgo(2) },
    });
    expect(recentEvents([newer], { now })).toMatchObject([
      {
        name: 'a',
        lines: [
          {
            message: '0/3 nodes are available',
            count: 7,
            last: Date.parse(minutesAgo(2)),
          },
        ],
      },
    ]);
  });

  it.each([
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 503',
      'Readiness probe failed: HTTP probe failed with statuscode: 503',
    ],
    [
      'Readiness probe failed: Get "http://10.0.0.1:8080/ready?token=abc": dial tcp: refused',
      'Readiness probe failed: Get "http://10.0.0.1:8080/ready?…": dial tcp: refused',
    ],
    [
      'Liveness probe failed: password=hunter2 is wrong',
      'Liveness probe failed: (output not shown)',
    ],
    [
      'Exec lifecycle hook ([sh]) for Container "web" failed - error: command exited with 1, message: "hunter2"',
      'Exec lifecycle hook ([sh]) for Container "web" failed - error: command exited with 1, message: (output not shown)',
    ],
    ['a\u202eb\u0000c\nd', 'a b c d'],
    ['pull https://user:hunter2@registry/x', 'pull https://registry/x'],
  ])('cleans %j', (message, clean) => {
    expect(messageOf(message)).toBe(clean);
  });

  it('is bounded, and leaves out what is odd', () => {
    const many = Array.from({ length: 80 }, (_, i) =>
      event({ involvedObject: { kind: 'Pod', name: `p${i}` } }),
    );
    expect(recentEvents(many, { now })).toHaveLength(50);
    expect(messageOf('x'.repeat(9_000)).length).toBeLessThan(600);
    fc.assert(
      fc.property(fc.object(), fields => {
        expect(() =>
          recentEvents([event(fields), { ...event(), ...fields } as never], {
            now,
          }),
        ).not.toThrow();
      }),
    );
  });
});
