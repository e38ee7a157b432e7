import {
  backend,
  commonFilters,
  errorsOf,
  refusals,
} from '../__fixtures__/gatewayCases';

describe('GRPCRoute', () => {
  it.each<[object, string[]]>(commonFilters)(
    'filter %j',
    (filter, expected) => {
      const rules = [{ filters: [filter] }];
      expect(errorsOf('GRPCRoute', { rules })).toEqual(refusals(...expected));
    },
  );

  const service = 'service must only contain valid characters';
  const method = 'method must only contain valid characters';
  it.each<[object, string[]]>([
    [{ service: 'foo.Test.Example' }, []],
    [{ method: 'Login' }, []],
    [{}, ["One or both of 'service' or 'method"]],
    [{ service: '.*', method: '.*' }, [service, method]],
    [{ type: 'Exact', service: '.*', method: '.*' }, [service, method]],
    [{ method: '.*' }, [method]],
    [{ type: 'Exact', service: '.*' }, [service]],
    [{ type: 'RegularExpression', service: '.*', method: '.*' }, []],
    [{ type: 'Exact', service: 'foo.Test.Example', method: 'Login' }, []],
    [{ type: 'Exact', service: '.foo.Test.Example' }, []],
  ])('method %j', (match, expected) => {
    const rules = [{ matches: [{ method: match }] }];
    expect(errorsOf('GRPCRoute', { rules })).toEqual(refusals(...expected));
  });
});

describe('TLSRoute, TCPRoute and UDPRoute', () => {
  it('take one rule, and TLS takes hostnames that are no addresses', () => {
    const rules = [{ backendRefs: [backend] }];
    expect(
      errorsOf('TLSRoute', { hostnames: ['a.example.com'], rules }),
    ).toEqual(refusals());
    expect(errorsOf('TLSRoute', { rules })).toEqual(
      refusals('hostnames is required'),
    );
    expect(errorsOf('TLSRoute', { hostnames: ['10.0.0.1'], rules })).toEqual(
      refusals('Hostnames cannot contain an IP'),
    );
    expect(errorsOf('TLSRoute', { hostnames: ['*.a_b.com'], rules })).toEqual(
      refusals('must match'),
    );
    expect(errorsOf('TCPRoute', { rules })).toEqual(refusals());
    expect(errorsOf('TCPRoute', { rules: [...rules, ...rules] })).toEqual(
      refusals('must have at most 1 items'),
    );
    expect(errorsOf('UDPRoute', { rules })).toEqual(refusals());
  });
});
