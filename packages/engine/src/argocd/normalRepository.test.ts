import { normalRepository } from './normalRepository';

describe('normalRepository', () => {
  it.each([
    ['https://Git.example.com/Pay.git', 'https://git.example.com/pay'],
    ['git@git.example.com:pay/app.git', 'git@git.example.com/pay/app'],
    ['ssh://git@git.example.com/pay', 'git@git.example.com/pay'],
    ['ssh://git@git.example.com:2222/pay', 'git@git.example.com:2222/pay'],
    [' https://a.example/b ', 'https://a.example/b'],
    // A slash at the end is another address.
    ['https://a.example/b/', 'https://a.example/b/'],
    ['ghcr.io/pay/charts', 'ghcr.io/pay/charts'],
    ['oci://ghcr.io/pay', 'oci://ghcr.io/pay'],
    // Braces do not survive: such an entry matches nothing.
    ['https://a.example/{x,y}', 'https://a.example/%7Bx,y%7D'],
    ['https://a.example/*', 'https://a.example/*'],
    ['*', '*'],
    ['https://a.example/%zz', ''],
    ['https://a.example:port/x', ''],
    ['a\u0000b', ''],
  ])('%j is %j', (address, wanted) => {
    expect(normalRepository(address)).toBe(wanted);
  });
});
