import { wrongFields } from '../__fixtures__/wrongFields';

describe('HorizontalPodAutoscaler', () => {
  const scaleTargetRef = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'a',
  };
  const resource = (target: object) => ({
    type: 'Resource',
    resource: { name: 'cpu', target },
  });
  it.each<[object, string[]]>([
    [
      {
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [resource({ type: 'Utilization', averageUtilization: 80 })],
      },
      [],
    ],
    [
      {
        maxReplicas: 3,
        scaleTargetRef: { ...scaleTargetRef, apiVersion: undefined },
      },
      ['MissingField spec.scaleTargetRef.apiVersion'],
    ],
    [
      {
        maxReplicas: 3,
        scaleTargetRef: { ...scaleTargetRef, apiVersion: 'apps/v1/x' },
      },
      ['WrongFormat spec.scaleTargetRef.apiVersion'],
    ],
    [
      { maxReplicas: 3, metrics: [resource({ type: 'x', averageValue: 1 })] },
      ['NotAllowed spec.metrics[0].resource.target.type'],
    ],
    [
      {
        maxReplicas: 3,
        metrics: [resource({ type: 'Utilization', averageValue: 1 })],
      },
      [],
    ],
    [{ minReplicas: 4, maxReplicas: 3 }, ['Conflict spec.maxReplicas']],
    [{ minReplicas: 0, maxReplicas: 3 }, ['OutOfRange spec.minReplicas']],
    [
      { maxReplicas: 3, metrics: [{ type: 'Resource' }] },
      ['MissingField spec.metrics[0].resource'],
    ],
    [
      { maxReplicas: 3, metrics: [resource({ type: 'Utilization' })] },
      ['MissingField spec.metrics[0].resource.target.averageUtilization'],
    ],
  ])('%j', (spec, expected) => {
    expect(
      wrongFields('autoscaling/v2/HorizontalPodAutoscaler', {
        spec: { scaleTargetRef, ...spec },
      }),
    ).toEqual(expected);
  });
});
