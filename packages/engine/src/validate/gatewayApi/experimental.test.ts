import { errorsOf, experimental, refusals } from '../__fixtures__/gatewayCases';

describe('parents of a route in the experimental channel', () => {
  const unique =
    'sectionName or port must be unique when parentRefs includes 2 or more references to the same parent';
  const given =
    'sectionName or port must be specified when parentRefs includes 2 or more references to the same parent';
  it.each<[object[], string[]]>([
    [[{}], []],
    [[{ sectionName: 'foo', port: 443 }], []],
    [[{}, {}], [unique]],
    [[{}, { port: 80 }], [given]],
    [[{}, { sectionName: 'foo', port: 80 }], [given]],
    [[{ port: 80 }, { port: 80 }], [unique]],
    [[{ port: 80 }, { port: 443 }], []],
    [[{ sectionName: 'foo' }, { port: 443 }], [given]],
    [
      [
        { port: 443, sectionName: 'foo' },
        { port: 443, sectionName: 'bar' },
      ],
      [],
    ],
    [[{ sectionName: 'foo' }, { port: 443, sectionName: 'foo' }], [given]],
    [[{ namespace: 'test' }, {}], []],
    [[{}, { namespace: 'test' }], []],
  ])('%j', (refs, expected) => {
    const parentRefs = refs.map(ref => ({ name: 'example', ...ref }));
    expect(errorsOf('HTTPRoute', { parentRefs }, experimental)).toEqual(
      refusals(...expected),
    );
  });
});

describe('fields of the experimental channel', () => {
  const rules = [
    {
      sessionPersistence: {
        sessionName: 'foo',
        type: 'Cookie',
        cookieConfig: { lifetimeType: 'Permanent' },
      },
    },
  ];

  it('are unknown to the standard channel', () => {
    expect(errorsOf('HTTPRoute', { rules })).toEqual(
      refusals(
        'UnknownField: spec.rules[0].sessionPersistence is not a field of this kind',
      ),
    );
  });

  it('have their own rules', () => {
    expect(errorsOf('HTTPRoute', { rules }, experimental)).toEqual(
      refusals(
        'AbsoluteTimeout must be specified when cookie lifetimeType is Permanent',
      ),
    );
  });
});

describe('XBackend', () => {
  const spec = {
    type: 'ExternalHostname',
    port: { port: 8080 },
    externalHostname: { hostname: 'example.com' },
  };

  it('is a host outside the cluster', () => {
    expect(errorsOf('XBackend', spec, experimental)).toEqual(refusals());
    const externalHostname = { hostname: 'a.default.svc.cluster.local' };
    expect(
      errorsOf('XBackend', { ...spec, externalHostname }, experimental),
    ).toEqual(refusals('.cluster.local'));
  });

  // The rule compares an optional with null, which is false in cel-go whatever the name is.
  it('cannot name its port, as the released rule has it', () => {
    const port = { port: 8080, name: 'http' };
    expect(errorsOf('XBackend', { ...spec, port }, experimental)).toEqual(
      refusals('Name must be a valid DNS label'),
    );
  });
});
