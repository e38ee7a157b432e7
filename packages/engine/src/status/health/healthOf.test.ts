import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesObject } from '../../model';
import { healthOf } from './healthOf';

interface Case {
  name: string;
  object: KubernetesObject;
  expect: { status: string; message?: string };
}

const folder = join(__dirname, '__fixtures__');
const cases: Case[] = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')));

describe('healthOf', () => {
  it.each(cases)(
    'agrees with Argo CD on $name',
    ({ object, expect: wanted }) => {
      expect(healthOf(object)).toMatchObject(wanted);
    },
  );

  const route = (generation: number, observed: number, status: string) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'r', generation },
    status: {
      parents: [
        {
          parentRef: { name: 'gw' },
          conditions: [
            { type: 'Accepted', status, observedGeneration: observed },
          ],
        },
      ],
    },
  });

  it('does not count what a controller said about an older generation', () => {
    expect(healthOf(route(2, 1, 'False'))).toEqual({
      status: 'Progressing',
      message: 'Waiting for HTTPRoute status',
    });
    expect(healthOf(route(2, 2, 'False'))).toEqual({
      status: 'Degraded',
      message: 'Parent gw: Failed condition: Accepted',
    });
  });

  it('names the finalizers that hold up a deletion', () => {
    expect(
      healthOf({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          name: 'x',
          deletionTimestamp: '2026-01-01T00:00:00Z',
          finalizers: ['a', 'b'],
        },
      }),
    ).toEqual({
      status: 'Progressing',
      message: 'Pending deletion; blocked by finalizers: a, b',
    });
  });

  it('has no opinion on kinds without a rule', () => {
    expect(
      healthOf({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x' },
      }),
    ).toBeUndefined();
  });

  it('finds an autoscaler without a metric degraded although it may scale', () => {
    expect(
      healthOf({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'x' },
        status: {
          conditions: [
            {
              type: 'AbleToScale',
              status: 'True',
              reason: 'SucceededGetScale',
            },
            {
              type: 'ScalingActive',
              status: 'False',
              reason: 'FailedGetObjectMetric',
              message: 'no metric',
            },
          ],
        },
      }),
    ).toEqual({ status: 'Degraded', message: 'no metric' });
  });
});
