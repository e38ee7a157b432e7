import fc from 'fast-check';
import { editFromForm, readLoaded } from './editFromForm';
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

const size = {
  environments: {
    field: 'environments',
    choice: { field: 'where', present: 'some', absent: 'all' },
  },
  autoscale: { choice: { field: 'scaling', present: 'auto', absent: 'fixed' } },
  'autoscale.min': { field: 'min', when: { scaling: 'auto' } },
  replicas: { field: 'replicas', when: { scaling: 'fixed' } },
  'requests.memory': 'memory',
  'limits.memory': { field: 'limit', or: 'memory' },
  policy: { field: 'policy', default: 'Periodic' },
  template: {
    choice: { field: 'shape', present: ['TLS', 'Opaque'], absent: 'plain' },
  },
  'template.type': { field: 'shape', when: { shape: ['TLS', 'Opaque'] } },
};

describe('the items of a list from a place on', () => {
  const mapping = { 'ports.0.port': 'port', 'ports.1+': 'more' };
  const ports = [{ port: 1, name: 'a' }, { port: 2 }, { port: 3 }];

  it('are a field of their own', () => {
    expect(formFromSpec({ ports }, mapping)).toEqual({
      port: 1,
      more: [{ port: 2 }, { port: 3 }],
    });
    expect(
      formFromSpec({ ports: [{ port: 1 }] }, mapping).more,
    ).toBeUndefined();
  });

  it.each([
    [
      'are put behind the others',
      { port: 1, more: [{ port: 9 }] },
      [ports[0], { port: 9 }],
    ],
    ['go without the others', { port: 1 }, [ports[0]]],
    ['go with the others', {}, undefined],
  ])('%s', (_, form, left) => {
    const current = left ? { ports } : { ports: [{ port: 1 }, { port: 2 }] };
    expect(specFromForm(form, mapping, current).ports).toEqual(left);
  });

  it('make a list where there is none', () => {
    expect(specFromForm({ more: [{ port: 2 }] }, mapping)).toEqual({
      ports: [{ port: 2 }],
    });
  });
});

describe('choices of a form', () => {
  it.each([
    ['nothing', {}, { where: 'all', scaling: 'fixed', shape: 'plain' }],
    [
      'what stands in the spec',
      {
        environments: ['dev'],
        autoscale: { min: 2 },
        template: { type: 'TLS' },
      },
      { where: 'some', scaling: 'auto', shape: 'TLS', min: 2 },
    ],
  ])('follow from %s', (_, spec, form) => {
    expect(formFromSpec(spec, size)).toMatchObject(form);
  });

  it('take away all that stands there once they are turned', () => {
    const { base, from, to } = editFromForm(
      { where: 'all', scaling: 'fixed', replicas: 3, shape: 'plain' },
      size,
      {
        environments: ['dev'],
        autoscale: { min: 2, scaleDownAfter: 60 },
        template: { type: 'TLS', keep: true },
      },
    );
    expect(from).toEqual(base);
    expect(to).toEqual({ replicas: 3 });
  });

  it('keep a limit of its own, and let it follow what is asked for where it does', () => {
    expect(
      formFromSpec({ requests: { memory: '1' }, limits: { memory: '1' } }, size)
        .limit,
    ).toBeUndefined();
    expect(
      formFromSpec({ requests: { memory: '1' }, limits: { memory: '4' } }, size)
        .limit,
    ).toBe('4');
    expect(specFromForm({ memory: '2' }, size)).toEqual({
      requests: { memory: '2' },
      limits: { memory: '2' },
    });
  });

  it('write a default only over something else', () => {
    expect(specFromForm({ policy: 'Periodic' }, size)).toEqual({});
    expect(
      specFromForm({ policy: 'Periodic' }, size, { policy: 'OnChange' }),
    ).toEqual({ policy: 'Periodic' });
  });
});

describe('a form that nobody touched', () => {
  const text = fc.constantFrom('1', '2');
  const spec = fc.record(
    {
      environments: fc.array(fc.constantFrom('dev', 'prod'), { minLength: 1 }),
      autoscale: fc.record(
        { min: fc.nat(3), cpu: fc.nat(3) },
        { requiredKeys: ['min'] },
      ),
      replicas: fc.nat(3),
      requests: fc.record({ memory: text, cpu: text }, { requiredKeys: [] }),
      limits: fc.record({ memory: text }, { requiredKeys: [] }),
      policy: fc.constantFrom('Periodic', 'OnChange'),
      template: fc.record(
        { type: fc.constantFrom('TLS', 'Opaque'), keep: fc.boolean() },
        { requiredKeys: ['type'] },
      ),
      other: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );

  it('is no edit, whatever the request says', () => {
    fc.assert(
      fc.property(spec, given => {
        const base = JSON.parse(JSON.stringify(given));
        const form = JSON.parse(JSON.stringify(formFromSpec(base, size)));
        const { from, to } = editFromForm(form, size, base);
        expect(to).toEqual(from);
      }),
    );
  });
});

describe('a row of a map', () => {
  it('does not commit a row that was added and not filled in', () => {
    expect(
      specFromForm(
        { env: { newKey: 'New Value', 'newKey-1': 'New Value', A: 'b' } },
        ['env'],
      ),
    ).toEqual({ env: { A: 'b' } });
  });
});

describe('readLoaded', () => {
  it.each(['', 'Workload/payments/api', '{', '{}', '[]', 7, undefined])(
    'takes %j for nothing loaded',
    text => {
      expect(readLoaded(text)).toBeUndefined();
    },
  );

  it('reads what a form carries', () => {
    const loaded = {
      kind: 'Workload',
      tenant: 'payments',
      name: 'api',
      commit: 'abc',
      spec: { image: 'a' },
    };
    expect(readLoaded(JSON.stringify(loaded))).toEqual(loaded);
  });
});
