import { celEnvironment } from './environment';
import { rewrite } from './rewrite';

function evaluate(expression: string, self: unknown = {}): unknown {
  const program = celEnvironment().parse(rewrite(expression));
  const checked = program.check();
  if (!checked.valid) {
    throw checked.error;
  }
  return program({ self });
}

describe('CEL as Kubernetes evaluates it', () => {
  it.each([
    // Regular expressions are RE2
    [`'Abc'.matches('^(?i)abc$')`, true],
    [`matches('abc', 'b')`, true],
    [`'a\\nb'.matches('a.b')`, false],
    [`'abc 123'.find('[0-9]+')`, '123'],
    [`'a1b22'.findAll('[0-9]+')`, ['1', '22']],
    [`'a1b22'.findAll('[0-9]+', 1)`, ['1']],
    // Strings count code points
    [`'tacocat'.indexOf('c')`, 2n],
    [`'tacocat'.indexOf('c', 3)`, 4n],
    [`'tacocat'.lastIndexOf('c')`, 4n],
    [`'😀bc'.substring(1)`, 'bc'],
    [`'😀bc'.substring(0, 1)`, '😀'],
    [`'😀bc'.charAt(1)`, 'b'],
    [`'😀bc'.size()`, 3n],
    [`'ÀB'.lowerAscii()`, 'Àb'],
    [`'äb'.upperAscii()`, 'äB'],
    [`'  a '.trim()`, 'a'],
    [`'a,b,c'.split(',')`, ['a', 'b', 'c']],
    [`'a,b,c'.split(',', 2)`, ['a', 'b,c']],
    [`'hello hello'.replace('he', 'we')`, 'wello wello'],
    [`'hello hello'.replace('he', 'we', 1)`, 'wello hello'],
    [`['a', 'b'].join('-')`, 'a-b'],
    [`'%s has %d'.format(['a', 2])`, 'a has 2'],
    // Lists
    [`[1, 2, 3].sum()`, 6n],
    [`[1, 2, 3].min()`, 1n],
    [`[1.5, 0.5].max()`, 1.5],
    [`[1, 2, 2].isSorted()`, true],
    [`['b', 'a'].isSorted()`, false],
    [`[1, 2, 3].indexOf(2)`, 1n],
    [`[1, 2, 2].lastIndexOf(2)`, 2n],
    [`sets.contains([1, 2], [2])`, true],
    [`sets.equivalent([1, 2], [2, 1, 1])`, true],
    [`sets.intersects([1], [2])`, false],
    // Networks
    [`isIP('10.0.0.1')`, true],
    [`isIP('10.0.0.01')`, false],
    [`isIP('shop.example.com')`, false],
    [`isIP('::ffff:1.2.3.4')`, false],
    [`ip('2001:db8::1').family()`, 6n],
    [`ip('127.0.0.1').isLoopback()`, true],
    [`ip.isCanonical('2001:DB8::1')`, false],
    [`isCIDR('10.0.0.0/33')`, false],
    [`cidr('10.0.0.0/8').containsIP('10.1.2.3')`, true],
    [`cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')`, true],
    [`cidr('10.0.0.0/8').containsCIDR('11.0.0.0/16')`, false],
    [`cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')`, true],
    [`cidr('10.0.0.0/8').prefixLength()`, 8n],
    // URLs
    [`isURL('https://a.example.com:80/x?y=1')`, true],
    [`isURL('a.example.com')`, false],
    [`url('https://u@a.example.com:80/x?y=1').getHost()`, 'a.example.com:80'],
    [`url('https://a.example.com:80/x').getHostname()`, 'a.example.com'],
    [`url('https://a.example.com:80/x').getPort()`, '80'],
    // Quantities
    [`isQuantity('1.5Gi')`, true],
    [`isQuantity('1.5gi')`, false],
    [`quantity('500m').isLessThan(quantity('1'))`, true],
    [`quantity('1Gi').compareTo(quantity('1024Mi'))`, 0n],
    [`quantity('1k').add(quantity('1')).asInteger()`, 1001n],
    // Durations are Go's
    [`duration('1h30m') == duration('90m')`, true],
    [`duration('0') == duration('0s')`, true],
    [`duration('-1.5s') < duration('0s')`, true],
    // Formats
    [`format.dns1123Label().validate('a-b').hasValue()`, false],
    [`format.dns1123Label().validate('a_b').hasValue()`, true],
    [`format.named('dns1123Label').value().validate('A').hasValue()`, true],
    // Versions
    [`isSemver('1.2.3-rc.1')`, true],
    [`isSemver('1.2')`, false],
    [`semver('1.2.3').isLessThan(semver('1.10.0'))`, true],
    [`semver('1.2.3').major()`, 1n],
    // Macros and fields
    [`has(self.list[0].name)`, true],
    [`has(self.list[0].other)`, false],
    [`self.list.all(i, has(i.name))`, true],
    [`self.list.exists_one(i, i.name == 'a')`, true],
    [`self.list.map(i, i.name)`, ['a', 'b']],
    [`self.list.filter(i, i.name == 'b').size()`, 1n],
    [`self.list.existsOne(i, i.name == 'a')`, true],
    [
      `(self.list + self.list).all(i, (i.name in (self.names)) && (i).name in ["a", "b"])`,
      true,
    ],
    [
      `self.list.exists(i, self.list.map(j, j.name).join().contains(i.name))`,
      true,
    ],
    // Over two variables
    [`self.list.all(i, v, i < 2 && v.name in ['a', 'b'])`, true],
    [`self.map.all(k, v, k == 'x' && v == 1)`, false],
    [`self.map.exists(k, v, k == 'y' && v == 2)`, true],
    [`self.map.existsOne(k, v, v > 1)`, true],
    [`([1] + [2]).transformList(i, v, i + v)`, [1n, 3n]],
    [`[1, 2].transformList(i, v, v > 1, (i))`, [1n]],
    [`self.map.transformMap(k, v, v + 1) == {'x': 2, 'y': 3}`, true],
    [`self.map.transformMap(k, v, v > 1, v) == {'y': 2}`, true],
    [`self.map.transformMapEntry(k, v, {v: k}) == {1: 'x', 2: 'y'}`, true],
    [
      `self.list.all(x, self.map.transformMap(k, v, [k].all(i, j, i < v)).x)`,
      true,
    ],
    [`self.?missing.orValue('x')`, 'x'],
    [`self.__namespace__`, 'n'],
    [`1 == int('1')`, true],
  ])('%s is %p', (expression, expected) => {
    const self = {
      list: [{ name: 'a' }, { name: 'b' }],
      map: { x: 1n, y: 2n },
      names: ['a', 'b'],
      __namespace__: 'n',
    };
    expect(evaluate(expression, self)).toEqual(expected);
  });

  it.each([
    `url('/a b')`,
    `ip('10.0.0.256')`,
    `cidr('10.0.0.0')`,
    `quantity('1 Gi')`,
    `duration('1d')`,
    `semver('1')`,
    `'a'.substring(2)`,
    `'a'.matches('(?<!b)a')`,
    `[].min()`,
    `['a'].sum()`,
    `'%d'.format([])`,
  ])('%s fails', expression => {
    expect(() => evaluate(expression)).toThrow();
  });
});
