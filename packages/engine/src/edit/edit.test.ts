import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Request } from '../capabilities/list';
import { requestFile } from '../render/render';
import { parseRequest, parseRequestText } from '../parse/parseRequest';
import { fullEstate } from '../testing/arbitraries/estates';
import { requestsOf } from '../testing/arbitraries/requestsOf';
import { growth } from '../testing/growth';
import { applyEdit, editTo } from './applyEdit';
import { describeEdit } from './describeEdit';
import { mergeValues } from './mergeValues';
import { finish } from '../steps';
import { requestText as requestTextInSteps } from './requestText';
import { defaultLayout } from '../request';
import { cases } from '../testing/cases';

const scope = fullEstate({ version: '1.6.1', channel: 'standard' });

const kinds = {
  workload: requestsOf('Workload')(scope),
  route: requestsOf('Route')(scope),
  secret: requestsOf('Secret')(scope),
  service: requestsOf('Service')(scope),
};

const value = fc.letrec(tie => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('a', 'b', 'c'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('name', 'x', 'secrets'), tie('any')),
  ),
})).any;

describe('mergeValues', () => {
  it('takes either side where only one changed, and what both agree on', () => {
    fc.assert(
      fc.property(value, value, (base, other) => {
        for (const sides of [
          [base, base, other],
          [base, other, base],
          [base, other, other],
        ]) {
          expect(mergeValues(sides[0], sides[1], sides[2])).toEqual({
            value: other,
            conflicts: [],
          });
        }
      }),
    );
  });

  it('has in it what the edit changed, or says what is in conflict', () => {
    fc.assert(
      fc.property(value, value, value, (base, mine, theirs) => {
        const { value: merged, conflicts } = mergeValues(base, mine, theirs);
        fc.pre(conflicts.length === 0);
        // laid over once more the edit finds itself done
        expect(mergeValues(base, mine, merged)).toEqual({
          value: merged,
          conflicts: [],
        });
      }),
    );
  });

  it.each(['hostnames', 'ports'])(
    'takes a time that grows with the lists: %s',
    list => {
      const names = (prefix: string, size: number) => ({
        [list]: Array.from({ length: size }, (_, at) =>
          list === 'ports' ? { name: `${prefix}${at}` } : `${prefix}${at}`,
        ),
      });
      const sides = new Map(
        [1500, 6000].map(size => [
          size,
          ['a', 'b', 'c'].map(prefix => names(prefix, size)),
        ]),
      );
      expect(
        growth(size => {
          const [base, mine, theirs] = sides.get(size) ?? [];
          mergeValues(base, mine, theirs);
        }, 1500),
      ).toBeLessThan(6);
    },
  );

  it.each([
    [
      'members that two people changed',
      { image: 'a:1', replicas: 2 },
      { image: 'a:1', replicas: 5 },
      { image: 'a:2', replicas: 2 },
      { image: 'a:2', replicas: 5 },
    ],
    [
      'what both add to a set',
      { secrets: ['db'] },
      { secrets: ['db', 'mail'] },
      { secrets: ['cache', 'db'] },
      { secrets: ['cache', 'db', 'mail'] },
    ],
    [
      'an item that one takes away and one that the other adds',
      { secrets: ['db', 'mail'] },
      { secrets: ['mail'] },
      { secrets: ['db', 'mail', 'cache'] },
      { secrets: ['mail', 'cache'] },
    ],
    [
      'different items of a list that are told apart by name',
      { ports: [{ name: 'http', port: 80 }] },
      { ports: [{ name: 'http', port: 8080 }] },
      {
        ports: [
          { name: 'grpc', port: 90 },
          { name: 'http', port: 80 },
        ],
      },
      {
        ports: [
          { name: 'grpc', port: 90 },
          { name: 'http', port: 8080 },
        ],
      },
    ],
    [
      'different rules of a route',
      { rules: [{ matches: [1] }, { matches: [2] }] },
      { rules: [{ matches: [1] }, { matches: [3] }] },
      { rules: [{ matches: [1], timeout: '5s' }, { matches: [2] }] },
      { rules: [{ matches: [1], timeout: '5s' }, { matches: [3] }] },
    ],
  ])('merges %s', (_, base, mine, theirs, merged) => {
    expect(mergeValues(base, mine, theirs)).toEqual({
      value: merged,
      conflicts: [],
    });
  });

  it.each([
    ['the same field', { a: 1 }, { a: 2 }, { a: 3 }, 'a'],
    ['what one takes away', { a: { b: 1 } }, {}, { a: { b: 2 } }, 'a'],
    [
      'lists in which order counts',
      { args: ['x'] },
      { args: ['x', 'y'] },
      { args: ['z', 'x'] },
      'args',
    ],
  ])('keeps theirs of %s, and says so', (_, base, mine, theirs, field) => {
    expect(mergeValues(base, mine, theirs)).toMatchObject({
      value: theirs,
      conflicts: [{ field }],
    });
  });
});

function workload(spec: object): Request {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Workload',
    metadata: { name: 'api', tenant: 'payments' },
    spec: { image: 'registry.example.com/api:1', ...spec },
  });
}

describe('applyEdit', () => {
  it('never puts back what somebody else changed since the form was opened', () => {
    const opened = workload({ replicas: 2 });
    const edit = editTo(workload({ replicas: 4 }), opened);
    const now = workload({
      image: 'registry.example.com/api:1.0.1-fix',
      replicas: 2,
    });

    const { document, findings } = applyEdit(edit, now);

    expect(findings).toEqual([]);
    expect(parseRequest(document)).toEqual(
      workload({ image: 'registry.example.com/api:1.0.1-fix', replicas: 4 }),
    );
  });

  it('names the field that both changed, with the three values', () => {
    const edit = editTo(workload({ replicas: 4 }), workload({ replicas: 2 }));

    expect(applyEdit(edit, workload({ replicas: 9 })).findings).toMatchObject([
      {
        code: 'EditConflict',
        severity: 'error',
        field: 'spec.replicas',
        message: expect.stringMatching(/was 2, .* 9 now, .* want 4/),
      },
    ]);
  });

  it('keeps what the form shows otherwise than Git holds it', () => {
    const limits = (memory: string, limit: string) => ({
      resources: { requests: { memory }, limits: { memory: limit } },
    });
    const base = workload(limits('1Gi', '4Gi'));
    // a form that knows one amount of memory only
    const shown = workload(limits('1Gi', '1Gi')).spec;
    const { to } = editTo(
      workload({ ...limits('1Gi', '1Gi'), replicas: 3 }),
      base,
    );

    const { document, findings } = applyEdit(
      {
        kind: 'Workload',
        name: 'api',
        tenant: 'payments',
        base: base.spec,
        from: shown,
        to,
      },
      base,
    );

    expect(findings).toEqual([]);
    expect(parseRequest(document)).toEqual(
      workload({ ...limits('1Gi', '4Gi'), replicas: 3 }),
    );
  });
});

describe('describeEdit', () => {
  it('tells each field before and after', () => {
    expect(
      describeEdit(
        { image: 'a:1', ports: [{ port: 1 }], env: { A: 'x' } },
        { image: 'a:2', ports: [{ port: 2 }], env: {}, replicas: 3 },
      ),
    ).toEqual([
      'image: a:1 → a:2',
      'ports[0].port: 1 → 2',
      'env.A: x → not set',
      'replicas: not set → 3',
    ]);
  });
});

function requestText(
  ...options: Parameters<typeof requestTextInSteps>
): string {
  return finish(requestTextInSteps(...options));
}

describe('requestText', () => {
  it('keeps the bytes of a file that says the same, comments and all', () => {
    const text = `# ours\nspec: {image: "registry.example.com/api:1"}  # pinned\nkind: Workload\nmetadata: {tenant: payments, name: api}\napiVersion: tenancy.groundwork.dev/v1\n`;
    const request = workload({});
    expect(
      requestText(text, request, requestFile(request, defaultLayout).content),
    ).toBe(text);
  });

  it('edits what differs and keeps comments, order and line ends', () => {
    const text = [
      'apiVersion: tenancy.groundwork.dev/v1',
      'kind: Workload',
      'metadata: { name: api, tenant: payments }',
      'spec:',
      '  # bumped by hand',
      '  image: registry.example.com/api:1',
      '  secrets:',
      '    - db # main',
      '    - mail',
      '',
    ].join('\r\n');
    const next = workload({
      image: 'registry.example.com/api:2',
      secrets: ['db'],
      replicas: 3,
    });

    const edited = requestText(
      text,
      next,
      requestFile(next, defaultLayout).content,
    );

    expect(edited.split('\r\n')).toEqual([
      'apiVersion: tenancy.groundwork.dev/v1',
      'kind: Workload',
      'metadata: { name: api, tenant: payments }',
      'spec:',
      '  # bumped by hand',
      '  image: registry.example.com/api:2',
      '  secrets:',
      '    - db # main',
      '  replicas: 3',
      '',
    ]);
  });

  it('takes a time that grows with the members that change', () => {
    const env = (text: string, size: number) =>
      workload({
        env: Object.fromEntries(
          Array.from({ length: size }, (_, i) => [`V${i}`, `${text}${i}`]),
        ),
      });
    const sides = new Map(
      [400, 1600].map(size => [
        size,
        {
          text: stringify(env('was', size)),
          next: env('is', size),
          gone: workload({ env: { OTHER: 'x' } }),
        },
      ]),
    );
    expect(
      growth(size => {
        const { text = '', next, gone } = sides.get(size) ?? {};
        for (const request of [next, gone]) {
          if (request) {
            requestText(
              text,
              request,
              requestFile(request, defaultLayout).content,
            );
          }
        }
      }, 400),
    ).toBeLessThan(6);
  });

  it('writes anew what is no request', () => {
    const request = workload({});
    const { content } = requestFile(request, defaultLayout);
    expect(requestText('{ broken', request, content)).toBe(content);
    expect(requestText('a: 1', request, content)).toBe(content);
  });

  it.each(Object.entries(kinds))(
    'leaves any %s alone that says the same, and makes any other of it',
    (_, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, arbitrary, (one, two) => {
          const was = parseRequest(one);
          const other = {
            ...parseRequest(two),
            metadata: was.metadata,
          } as Request;
          const text = stringify(one);
          expect(
            requestText(text, was, requestFile(was, defaultLayout).content),
          ).toBe(text);
          const edited = requestText(
            text,
            other,
            requestFile(other, defaultLayout).content,
          );
          expect(parseRequestText(edited)).toEqual(other);
        }),
        { numRuns: cases(25) },
      );
    },
  );
});
