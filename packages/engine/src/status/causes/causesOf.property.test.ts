import fc from 'fast-check';
import { Cause, KubernetesObject, findingId, severityRank } from '../../model';
import {
  Fault,
  app,
  cardsWith,
  certificate,
  deployment,
  externalSecret,
  issuer,
  pod,
  quota,
  readyCondition,
  resource,
  store,
  waitingPod,
} from '../../testing/causeWorld';
import { deny, route, slice } from '../../testing/networkWorld';
import { application } from '../../testing/syncWorld';
import { causesOf } from './causesOf';

jest.setTimeout(60_000);

const says = fc.constantFrom(
  'pods "x" is forbidden: exceeded quota: compute, requested: pods=1',
  'exceeded quota: another, requested: pods=1',
  'secret "db" not found',
  'configmap "web" not found',
  "couldn't find key url in Secret pay/db",
  'failed calling webhook "a.example.com": dial tcp',
  'because it is being terminated',
  'cluster spoke cannot be reached',
  'Secret does not exist',
  '',
);
const ready = fc.constantFrom('True', 'False', 'Unknown');

const deployments = fc
  .record({
    name: fc.constantFrom('web', 'api', 'db'),
    readyReplicas: fc.constantFrom(0, 1, 2),
    message: fc.option(says, { nil: undefined }),
  })
  .map(({ name, readyReplicas, message }) =>
    deployment(name, {
      readyReplicas,
      ...(message === undefined
        ? {}
        : {
            conditions: [{ type: 'ReplicaFailure', status: 'True', message }],
          }),
    }),
  );
const pods = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    of: fc.constantFrom('web', 'api'),
    reason: fc.constantFrom(
      'ImagePullBackOff',
      'CreateContainerConfigError',
      'CrashLoopBackOff',
    ),
    message: says,
    isWell: fc.boolean(),
  })
  .map(({ name, of, reason, message, isWell }) =>
    isWell ? pod(name, of) : waitingPod(reason, message, name, of),
  );
const others: fc.Arbitrary<KubernetesObject> = fc.oneof(
  ready.map(each => store(readyCondition(each))),
  ready.map(each => issuer(readyCondition(each))),
  fc
    .tuple(ready, says, fc.constantFrom('db', 'more'))
    .map(([status, message, name]) =>
      externalSecret(readyCondition(status, '', message), name),
    ),
  fc
    .tuple(ready, says)
    .map(([status, message]) =>
      certificate(readyCondition(status, '', message)),
    ),
  fc.constantFrom('1', '4').map(used => quota({ pods: used })),
  fc.constantFrom(deny, route(), {
    ...route(),
    metadata: { ...route().metadata, name: 'two' },
  }),
);
const health = fc.constantFrom('Healthy', 'Degraded', 'Progressing', 'Missing');
const apps = fc
  .record({
    name: fc.constantFrom('pay-dev', 'pay-dev.api'),
    whole: health,
    sync: fc.constantFrom('Synced', 'OutOfSync', 'Unknown'),
    phase: fc.constantFrom('Succeeded', 'Failed', 'Running'),
    message: says,
    objects: fc.array(
      fc.tuple(
        fc.constantFrom(
          ['apps', 'Deployment', 'web'],
          ['external-secrets.io', 'ExternalSecret', 'db'],
          ['', 'ConfigMap', 'web'],
          ['argoproj.io', 'Application', 'pay-dev'],
          ['argoproj.io', 'Application', 'pay-dev.api'],
        ),
        health,
      ),
      { maxLength: 4 },
    ),
  })
  .map(({ name, whole, sync, phase, message, objects }) => {
    const resources = objects.map(([[group, kind, each], status]) =>
      resource(group, kind, each, {
        health: { status, message },
        status: sync,
      }),
    );
    const status = {
      health: { status: whole },
      sync: { status: sync },
      resources,
      operationState: {
        phase,
        message,
        syncResult: {
          resources: resources.map(each => ({
            ...each,
            status: phase === 'Failed' ? 'SyncFailed' : 'Synced',
            message,
          })),
        },
      },
    };
    return name === 'pay-dev' ? app(status) : application(status, { name });
  });

const faults: fc.Arbitrary<Fault> = fc.record({
  hub: fc.uniqueArray(apps, {
    maxLength: 2,
    selector: ({ metadata }) => metadata.name,
  }),
  spoke: fc.uniqueArray(fc.oneof(deployments, pods, others), {
    maxLength: 10,
    selector: ({ kind, metadata }) => `${kind}/${metadata.name}`,
  }),
  slice: fc.boolean().map(slice),
  unknown: fc.constantFrom(
    [],
    [{ cluster: 'spoke', unknown: 'unreachable' as const }],
    [
      {
        cluster: 'spoke',
        group: '',
        kind: 'Pod',
        unknown: 'forbidden' as const,
      },
    ],
  ),
});

const causesIn = (fault: Fault) => {
  const { cards, snapshot } = cardsWith(fault);
  return { cards, causes: causesOf(cards, snapshot) };
};

const idsOf = (causes: readonly Cause[]) =>
  causes.flatMap(({ findings, follows }) =>
    [...findings, ...follows].map(({ id }) => id),
  );

describe('causesOf', () => {
  it('tells each trouble of the cards exactly once', () => {
    fc.assert(
      fc.property(faults, fault => {
        const { cards, causes } = causesIn(fault);
        const ids = idsOf(causes);
        expect(new Set(ids).size).toBe(ids.length);
        const rows = [
          ...cards.sync.environments.flatMap(({ applications }) =>
            applications.map(each => ['sync', each] as const),
          ),
          ...cards.network.routes.map(each => ['network', each] as const),
          ...cards.secrets.secrets.map(each => ['secrets', each] as const),
          ...cards.secrets.certificates.map(each => ['secrets', each] as const),
          ...cards.workloads.workloads.map(
            each => ['workloads', each] as const,
          ),
          ...cards.quota.quotas.map(each => ['quota', each] as const),
        ];
        const bad = rows.filter(
          ([, { state }]) => severityRank(state) <= severityRank('Unknown'),
        );
        for (const [card, { environment, ref }] of bad) {
          expect(ids).toContain(findingId(card, environment, ref));
        }
        // What a card says as a whole is never lost either.
        const states = [
          cards.sync,
          cards.network,
          cards.secrets,
          cards.workloads,
          cards.quota,
        ].map(({ state }) => state);
        const isTold = causes.some(({ isWarning }) => !isWarning);
        // Only what is on its way may be told or not.
        const isBad = states.some(
          each => severityRank(each) <= severityRank('Unknown'),
        );
        const isWell = states.every(each => each === 'Healthy');
        expect(isTold || !isBad).toBe(true);
        expect(isTold && isWell).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('puts each consequence behind what it follows from, so that there is no circle', () => {
    fc.assert(
      fc.property(faults, fault => {
        for (const { findings, follows } of causesIn(fault).causes) {
          const before = new Set(findings.map(({ id }) => id));
          for (const { id, from, because, text } of follows) {
            expect(before).toContain(from);
            expect(because).not.toBe('');
            expect(text).not.toBe('');
            before.add(id);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells the same in the same order, however the objects lie', () => {
    fc.assert(
      fc.property(faults, fault => {
        const turned = {
          ...fault,
          hub: [...(fault.hub ?? [])].reverse(),
          spoke: [...(fault.spoke ?? [])].reverse(),
        };
        expect(causesIn(turned).causes.map(({ text }) => text)).toEqual(
          causesIn(fault).causes.map(({ text }) => text),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('begins with the worst and ends with what may become trouble', () => {
    fc.assert(
      fc.property(faults, fault => {
        const ranks = causesIn(fault).causes.map(cause =>
          cause.isWarning
            ? 100
            : Math.min(
                ...[cause, ...cause.follows].map(({ state }) =>
                  severityRank(state),
                ),
              ),
        );
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});
