import { wrongFields } from '../__fixtures__/wrongFields';

describe('Ingress', () => {
  const backend = { service: { name: 'shop', port: { number: 80 } } };
  const path = { path: '/', pathType: 'Prefix', backend };
  const rules = (parts: object, host = 'shop.example.com') => ({
    rules: [{ host, http: { paths: [{ ...path, ...parts }] } }],
  });
  const at = 'spec.rules[0].http.paths[0]';
  it.each<[string, object, string[]]>([
    ['as people write it', rules({}), []],
    ['of nothing', {}, ['MissingField spec.rules']],
    ['of any host below', rules({}, '*.example.com'), []],
    [
      'of an address',
      rules({}, '10.0.0.1'),
      ['WrongFormat spec.rules[0].host'],
    ],
    ['of a relative path', rules({ path: 'a' }), [`WrongFormat ${at}.path`]],
    [
      'of a path with ..',
      rules({ path: '/a/../b' }),
      [`WrongFormat ${at}.path`],
    ],
    [
      'of a path of no type',
      rules({ pathType: undefined }),
      [`MissingField ${at}.pathType`],
    ],
    [
      'to no port',
      rules({ backend: { service: { name: 'shop' } } }),
      [`MissingField ${at}.backend.service.port`],
    ],
    ['to nothing', rules({ backend: {} }), [`MissingField ${at}.backend`]],
  ])('%s', (_, spec, expected) => {
    expect(wrongFields('networking.k8s.io/v1/Ingress', { spec })).toEqual(
      expected,
    );
  });
});
