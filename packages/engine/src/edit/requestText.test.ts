import fc from 'fast-check';
import { parseRequest, parseRequestText } from '../parse/parseRequest';
import { fullEstate } from '../testing/arbitraries/estates';
import { handwriting, written } from '../testing/arbitraries/handwriting';
import { requestsOf } from '../testing/arbitraries/requestsOf';
import { requestFile, type Request } from '../index';
import { finish } from '../steps';
import { requestText as requestTextInSteps } from './requestText';
import { defaultLayout } from '../request';
import { cases } from '../testing/cases';

const scope = fullEstate({ version: '1.6.1', channel: 'experimental' });
const workloads = requestsOf('Workload')(scope);

function requestText(...asked: Parameters<typeof requestTextInSteps>): string {
  return finish(requestTextInSteps(...asked));
}

function anew(request: Request): string {
  return requestFile(request, defaultLayout).content;
}

/** The lines that are not the same in both, of the first and of the second. */
function differentLines(a: string, b: string): [string[], string[]] {
  const [one, two] = [a.split(/\r?\n/), b.split(/\r?\n/)];
  let head = 0;
  while (head < one.length && one[head] === two[head]) {
    head += 1;
  }
  let tail = 0;
  while (
    tail < Math.min(one.length, two.length) - head &&
    one[one.length - 1 - tail] === two[two.length - 1 - tail]
  ) {
    tail += 1;
  }
  return [
    one.slice(head, one.length - tail),
    two.slice(head, two.length - tail),
  ];
}

describe('a file that somebody wrote by hand', () => {
  it('keeps its bytes where the request says the same', () => {
    fc.assert(
      fc.property(workloads, handwriting, (document, hand) => {
        const text = written(document, hand);
        const request = parseRequestText(text);
        expect(request).toEqual(parseRequest(document));
        expect(requestText(text, request, anew(request))).toBe(text);
      }),
      { numRuns: cases(80) },
    );
  });

  it('differs only in the line of the field that changed', () => {
    fc.assert(
      fc.property(workloads, handwriting, (document, hand) => {
        const text = written(document, { ...hand, hasAnchors: false });
        const was = parseRequestText(text) as Request & { kind: 'Workload' };
        const image = 'registry.acme.example/other:2.0.0';
        const is = parseRequest({
          ...was,
          spec: { ...was.spec, image },
        });

        const edited = requestText(text, is, anew(is));

        expect(parseRequestText(edited)).toEqual(is);
        expect(edited.includes('\r\n')).toBe(hand.isWindows);
        const [gone, come] = differentLines(text, edited);
        expect(come.join('\n')).toContain(image);
        // A block text takes a line of its own.
        expect(gone.length).toBeLessThanOrEqual(2);
        expect(come.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: cases(80) },
    );
  });

  it.each([
    ['a member more', { env: { NEW: 'on' } }],
    ['a member less', { env: undefined, secrets: undefined }],
    ['another list', { secrets: ['one', 'two', 'three'] }],
  ])('becomes what is asked for: %s', (_, change) => {
    fc.assert(
      fc.property(workloads, handwriting, (document, hand) => {
        const text = written(document, hand);
        const was = parseRequestText(text) as Request & { kind: 'Workload' };
        const is = parseRequest(
          JSON.parse(
            JSON.stringify({ ...was, spec: { ...was.spec, ...change } }),
          ),
        );
        const edited = requestText(text, is, anew(is));
        expect(parseRequestText(edited)).toEqual(is);
        // What was said beside it is not lost, unless it stood in what goes.
        expect(edited).toMatch(
          hand.head.includes('whose') ? /# whose this is/ : /./,
        );
      }),
      { numRuns: cases(60) },
    );
  });

  it('changes one place of those that share an anchor', () => {
    const text = [
      'apiVersion: tenancy.groundwork.dev/v1',
      'kind: Workload # ours',
      'metadata: {tenant: payments, name: api}',
      'spec:',
      '  image: registry.example.com/api:1',
      '  env: {A: &on "yes", B: *on}',
      '',
    ].join('\n');
    const was = parseRequestText(text) as Request & { kind: 'Workload' };
    const change = (env: object) => {
      const is = parseRequest({ ...was, spec: { ...was.spec, env } });
      return requestText(text, is, anew(is));
    };
    expect(change({ A: 'yes', B: 'other' })).toBe(text.replace('*on', 'other'));
    const first = change({ A: 'no', B: 'yes' });
    expect(parseRequestText(first)).toMatchObject({
      spec: { env: { A: 'no', B: 'yes' } },
    });
    expect(first).toContain('# ours');
  });

  it.each([
    [
      'block',
      `  # all of them
  rules: # in this order
    # partners; ask Bob
    - backends: [{ service: old, port: 80 }] # until 2027
    # must stay last
    - backends: [{ service: web, port: 80 }]
`,
    ],
    [
      'flow',
      `  rules: [
    # partners; ask Bob
    { backends: [{ service: old, port: 80 }] }, # until 2027
    # must stay last
    { backends: [{ service: web, port: 80 }] },
  ]
`,
    ],
  ])('keeps comments around what is put into a %s list', (_, rules) => {
    const text = `apiVersion: tenancy.groundwork.dev/v1
kind: Route
metadata: { name: web, tenant: pay }
spec:
  protocol: HTTP
  parents: [{ gateway: external }]
${rules}`;
    const comments = text.match(/#.*/g);
    for (const at of [0, 1, 2]) {
      const request = parseRequestText(text);
      const spec = structuredClone(request.spec) as {
        rules: Array<Record<string, unknown>>;
      };
      spec.rules.splice(at, 0, {
        ...spec.rules[0],
        backends: [{ service: 'new', port: 80, weight: 1 }],
      });
      const next = parseRequest({ ...request, spec });
      const after = requestText(text, next, anew(next));
      expect(parseRequestText(after)).toEqual(next);
      expect(after.match(/#.*/g)).toEqual(comments);
      for (const [said, of] of [
        ['ask Bob', 'old'],
        ['stay last', 'web'],
      ]) {
        expect(after).toMatch(new RegExp(`${said}\\n[^#]{0,60}service: ${of}`));
      }
    }
  });

  it('is not reformatted where an item is put between others', () => {
    const text = `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: web,   tenant: pay }
spec:
  image: registry.example.com/web:1
  secrets: [a, c]
  imagePullSecrets:
  - d
  # last
  - f
`;
    const request = parseRequestText(text) as Request & { kind: 'Workload' };
    const spec = {
      ...request.spec,
      secrets: ['a', 'b', 'c'],
      imagePullSecrets: ['d', 'e', 'f'],
    };
    const next = parseRequest({ ...request, spec });
    expect(requestText(text, next, anew(next))).toBe(
      text.replace('a, c', 'a, "b", c').replace('- d', '- d\n  - e'),
    );
  });
});
