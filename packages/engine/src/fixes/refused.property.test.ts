import fc from 'fast-check';
import { parseRequest } from '../parse/parseRequest';
import { FindingsError, type RequestEnvelope } from '../request';
import { render } from '../render/render';
import { broken } from '../testing/arbitraries/broken';
import { fullEstate } from '../testing/arbitraries/estates';
import { requestsOf } from '../testing/arbitraries/requestsOf';
import { FixContext } from './FixContext';
import { troublesOf } from './troublesOf';
import { finish } from '../steps';
import { stepsOf, valueAt, withValue } from './fieldPlace';

const { platform, tenant } = fullEstate();
const kinds = ['Workload', 'Route', 'Secret', 'Scaler', 'Service'];
const documents = fc
  .constantFrom(...kinds)
  .chain(kind => requestsOf(kind)({ platform, tenant }));

function parsed(document: unknown): RequestEnvelope | undefined {
  try {
    return parseRequest(document);
  } catch (error) {
    if (error instanceof FindingsError) {
      return undefined;
    }
    throw error;
  }
}

function refusals(request: RequestEnvelope) {
  try {
    render(request, platform, { tenant });
    return [];
  } catch (error) {
    if (error instanceof FindingsError) {
      return error.findings;
    }
    throw error;
  }
}

describe('ways out of what is refused', () => {
  const ways = (request: RequestEnvelope) =>
    finish(
      troublesOf(new FixContext({ platform, tenant, requests: [request] })),
    ).flatMap(trouble => trouble.ways.map(way => ({ trouble, way })));

  it('finds none where nothing is', () => {
    fc.assert(
      fc.property(documents, document => {
        const request = parsed(document);
        expect(request && ways(request)).toEqual([]);
      }),
    );
  });

  it('change nothing but what they are about, and throw at nothing', () => {
    fc.assert(
      fc.property(broken(documents), document => {
        const request = parsed(document);
        const found = request ? ways(request) : [];
        const unchanged = found.filter(
          ({ way }) =>
            JSON.stringify(way.to) === JSON.stringify(way.request.spec),
        );
        // Whether a way is offered is decided by trying it, which must be possible.
        const left = found.flatMap(({ trouble, way }) => {
          const next =
            way.request === request && parsed({ ...request, spec: way.to });
          return next
            ? refusals(next).filter(
                ({ code, message }) =>
                  code === trouble.code && message === trouble.message,
              )
            : [];
        });
        expect(unchanged).toEqual([]);
        expect(left.length).toBeLessThanOrEqual(found.length);
      }),
    );
  });
});

describe('places of fields', () => {
  const path = fc.array(fc.constantFrom('a', 'b', 'c', 0, 1), {
    minLength: 1,
    maxLength: 4,
  });

  it('holds what was put there, and leaves what it was made of', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        path,
        (value, steps) => {
          const before = JSON.stringify(value);
          expect(valueAt(withValue(value, steps, 'x'), steps)).toBe('x');
          expect(JSON.stringify(value)).toBe(before);
        },
      ),
    );
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'never writes %s',
    name => {
      withValue({}, [name, 'polluted'], true);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it('reads fields as findings write them', () => {
    expect(stepsOf('spec.overrides.dev.hostnames[0]')).toEqual([
      'spec',
      'overrides',
      'dev',
      'hostnames',
      0,
    ]);
  });
});
