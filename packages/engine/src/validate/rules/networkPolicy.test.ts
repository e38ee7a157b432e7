import { wrongFields } from '../__fixtures__/wrongFields';

describe('NetworkPolicy', () => {
  const egress = (...rules: object[]) =>
    wrongFields('networking.k8s.io/v1/NetworkPolicy', {
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: rules },
    });
  const to = (cidr: string, ...except: string[]) => ({
    to: [{ ipBlock: { cidr, except } }],
  });
  it.each<[string, object, string[]]>([
    ['everything', {}, []],
    ['a block without a part of it', to('10.0.0.0/8', '10.1.0.0/16'), []],
    ['an IPv6 block', to('2001:db8::/32'), []],
    [
      'an address',
      to('10.0.0.1'),
      ['WrongFormat spec.egress[0].to[0].ipBlock.cidr'],
    ],
    [
      'a block without itself',
      to('10.0.0.0/8', '10.0.0.0/8'),
      ['Conflict spec.egress[0].to[0].ipBlock.except[0]'],
    ],
    [
      'a block without another one',
      to('10.0.0.0/8', '11.0.0.0/16'),
      ['Conflict spec.egress[0].to[0].ipBlock.except[0]'],
    ],
    [
      'a block and pods',
      { to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
      ['Conflict spec.egress[0].to[0].ipBlock'],
    ],
    [
      'nobody in particular',
      { to: [{}] },
      ['MissingField spec.egress[0].to[0]'],
    ],
    ['a range of ports', { ports: [{ port: 1000, endPort: 2000 }] }, []],
    [
      'a range that ends before it begins',
      { ports: [{ port: 1000, endPort: 999 }] },
      ['Conflict spec.egress[0].ports[0].endPort'],
    ],
    [
      'a range from a name',
      { ports: [{ port: 'http', endPort: 999 }] },
      ['Conflict spec.egress[0].ports[0].endPort'],
    ],
  ])('may allow %s or is refused', (_, rule, expected) => {
    expect(egress(rule)).toEqual(expected);
  });
});
