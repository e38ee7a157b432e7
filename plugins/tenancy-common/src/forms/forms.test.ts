import { formFromSpec } from './formFromSpec';
import { specFromForm } from './specFromForm';

const fields = {
  protocol: 'protocol',
  'parents.0.gateway': 'gateway',
  'rules.0.matches.0.path.type': {
    value: 'PathPrefix',
    when: { path: true },
  },
  'rules.0.matches.0.path.value': 'path',
  'rules.0.backends': {
    field: 'backends',
    when: { protocol: ['HTTP', 'GRPC'] },
  },
  backends: { field: 'backends', when: { protocol: 'TCP' } },
};

const backends = [{ service: 'api', port: 80, weight: 1 }];

describe('specFromForm', () => {
  it('puts fields and fixed values at their paths', () => {
    expect(
      specFromForm(
        { protocol: 'HTTP', gateway: 'external', path: '/api', backends },
        fields,
      ),
    ).toEqual({
      protocol: 'HTTP',
      parents: [{ gateway: 'external' }],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
          backends,
        },
      ],
    });
  });

  it('leaves out what was filled in for another choice', () => {
    expect(
      specFromForm({ protocol: 'TCP', gateway: 'external', backends }, fields),
    ).toEqual({
      protocol: 'TCP',
      parents: [{ gateway: 'external' }],
      backends,
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['an empty object', {}],
    ['an object of nothing', { cpu: null }],
    ['an empty list', []],
    ['a list of nothing', [null, {}, '']],
  ])('takes %s as not filled in', (_, value) => {
    expect(specFromForm({ size: value as never }, ['size'])).toEqual({});
  });

  it.each([[0], [false], [{ NAME: '' }], [[{ port: 0 }]]])(
    'takes %j as it is',
    value => {
      expect(specFromForm({ size: value }, ['size'])).toEqual({ size: value });
    },
  );

  it('keeps of the present spec what the form does not show', () => {
    const current = {
      protocol: 'HTTP',
      parents: [{ gateway: 'external', listener: 'https' }],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: '/old' }, method: 'GET' }],
          backends: [],
          timeouts: { request: '5s' },
        },
        { backends },
      ],
      overrides: { prod: { hostnames: ['a.example'] } },
    };

    const next = specFromForm(
      { protocol: 'HTTP', gateway: 'internal', path: '/new', backends },
      fields,
      current,
    );

    expect(next).toEqual({
      protocol: 'HTTP',
      parents: [{ gateway: 'internal', listener: 'https' }],
      rules: [
        {
          matches: [
            { path: { type: 'PathPrefix', value: '/new' }, method: 'GET' },
          ],
          backends,
          timeouts: { request: '5s' },
        },
        { backends },
      ],
      overrides: { prod: { hostnames: ['a.example'] } },
    });
    expect(current.rules[0].backends).toEqual([]);
  });

  it('takes away what was emptied in the form, and nothing beside it', () => {
    expect(
      specFromForm({ protocol: 'HTTP', gateway: 'external' }, fields, {
        protocol: 'HTTP',
        parents: [{ gateway: 'external' }],
        rules: [
          { matches: [{ path: { type: 'Exact', value: '/' } }], backends },
        ],
        state: {},
      }),
    ).toEqual({
      protocol: 'HTTP',
      parents: [{ gateway: 'external' }],
      state: {},
    });
  });

  it('takes away with a choice what the form does not show of it', () => {
    const mapping = {
      autoscale: { when: { scaling: 'auto' } },
      'autoscale.min': { field: 'min', when: { scaling: 'auto' } },
    };
    const current = { autoscale: { min: 2, scaleDownAfter: 300 } };

    expect(specFromForm({ scaling: 'fixed' }, mapping, current)).toEqual({});
    expect(specFromForm({ scaling: 'auto', min: 3 }, mapping, current)).toEqual(
      { autoscale: { min: 3, scaleDownAfter: 300 } },
    );
  });

  it('does not reach the prototype of objects', () => {
    specFromForm({ x: 'y' }, { '__proto__.polluted': 'x' });

    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe('formFromSpec', () => {
  it('finds the fields again, whichever way they were said', () => {
    const form = {
      protocol: 'TCP',
      gateway: 'external',
      path: undefined,
      backends,
    };

    expect(formFromSpec(specFromForm(form, fields), fields)).toEqual(form);
  });

  it('says of a field that is not there that it is empty, so that a form forgets the last one', () => {
    expect(formFromSpec({}, ['size'])).toEqual({ size: undefined });
  });
});
