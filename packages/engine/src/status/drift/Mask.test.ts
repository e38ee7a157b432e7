import { KubernetesObject } from '../../model';
import { compareObject } from './compareObject';
import { pathText } from './fieldPath';
import { Mask, jqSteps, placedSteps, pointerSteps } from './Mask';

const object = (
  kind: string,
  apiVersion: string,
  rest: object,
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web' },
  ...rest,
});
describe('fields that are not compared', () => {
  const git = object('Deployment', 'apps/v1', {
    spec: {
      replicas: 1,
      template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } },
    },
  });
  const live = object('Deployment', 'apps/v1', {
    spec: {
      replicas: 2,
      template: { spec: { containers: [{ name: 'a', image: 'a:2' }] } },
    },
  });
  const image = 'spec.template.spec.containers[name=a].image';

  it.each([
    ['.spec.template.spec.containers[].image', true],
    ['.spec.template.spec.containers[0].image', true],
    ['.spec.template.spec.containers[] | select(.name == "a") | .image', true],
    ['.spec["template"].spec.containers[]?.image', true],
    ['.spec.template.spec.initContainers[].image', false],
  ])('%s', (expression, isIgnored) => {
    const steps = jqSteps(expression);
    const { differences } = compareObject(git, live, [
      { steps: steps ?? [], outcome: 'ignored' },
    ]);
    expect(steps).toBeDefined();
    expect(
      differences.find(({ path }) => pathText(path) === image)?.ignored,
    ).toBe(isIgnored);
  });

  it.each([
    ['.spec.template.spec.containers[] | select(.name == "b") | .image', 'b'],
    ['.spec.template.spec.containers[1].image', 'b'],
    ['.spec.template.spec.containers[].image', 'a b'],
    ['/spec/template/spec/containers/0/image', 'a'],
    ['/spec/template/spec/containers/7/image', ''],
    // What may be ignored is not compared, and not called drift.
    ['.spec.template.spec.containers[] | select(.image != "x")', '?'],
    ['.spec.template.spec.containers[-1].image', '?'],
    ['.spec.template | select(.metadata == null) | .spec', '?'],
  ])('of several containers: %s', (expression, ignored) => {
    const pod = (tag: string) =>
      object('Deployment', 'apps/v1', {
        spec: {
          template: {
            spec: {
              containers: ['a', 'b'].map(name => ({
                name,
                image: `${name}:${tag}`,
              })),
            },
          },
        },
      });
    const steps = expression.startsWith('/')
      ? placedSteps(expression)
      : jqSteps(expression);
    const { differences, notCompared } = compareObject(pod('1'), pod('2'), [
      { steps: steps ?? [], outcome: 'ignored' },
    ]);
    const names = differences
      .filter(each => each.ignored)
      .map(({ git: value }) => String(value).slice(0, 1));
    expect(notCompared.length > 0 ? '?' : names.join(' ')).toBe(ignored);
    expect(differences.length + notCompared.length).toBe(2);
    // What is the same needs no word.
    expect(
      compareObject(pod('1'), pod('1'), [
        { steps: steps ?? [], outcome: 'ignored' },
      ]),
    ).toMatchObject({ differences: [], notCompared: [] });
  });

  it('are lists whose items cannot be told apart', () => {
    const pod = (...names: string[]) =>
      object('Pod', 'v1', {
        spec: {
          containers: [{ name: 'a', env: names.map(name => ({ name })) }],
        },
      });
    expect(compareObject(pod('A', 'A', 'B'), pod('A', 'B'))).toEqual({
      differences: [],
      further: 0,
      notCompared: [
        {
          path: 'spec.containers[name=a].env',
          why: 'its items cannot be told apart by name',
        },
      ],
    });
    const same = compareObject(pod('A', 'A'), pod('A', 'A'));
    expect(same).toMatchObject({ differences: [], notCompared: [] });
  });

  it.each([
    '.. | .a',
    '.a, .b',
    'del(.a)',
    '.a | map(.b)',
    '.a as $x | .b',
    'a',
    '',
  ])('is not read: %s', expression => {
    expect(jqSteps(expression)).toBeUndefined();
  });

  it('are named, with what holds them where that differs as a whole', () => {
    const why = 'a patch changes it';
    const masks: Mask[] = [
      {
        steps: pointerSteps('/spec/template/spec/containers/0/image') ?? [],
        outcome: { why },
      },
    ];
    expect(compareObject(git, live, masks)).toMatchObject({
      differences: [{ git: 1 }],
      notCompared: [{ path: image, why }],
    });
    const gone = object('Deployment', 'apps/v1', { spec: { replicas: 1 } });
    expect(compareObject(git, gone, masks).notCompared).toEqual([
      { path: 'spec.template', why: 'holds a field that is not compared' },
    ]);
  });
});
