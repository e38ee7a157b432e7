import { branchSchema } from './names';

describe('the name of a branch', () => {
  it.each(['main', 'groundwork/pay-route-web-1a2b', 'größe', 'v1.2'])(
    'may be %s',
    name => {
      expect(branchSchema.safeParse(name).success).toBe(true);
    },
  );

  it.each([
    '',
    '--upload-pack=x',
    '/a',
    'a/',
    'a..b',
    'a//b',
    'a/.b',
    'a.lock',
    'a@{1}',
    'a b',
    'a\nb',
    'a:b',
    'a\u202eb',
    'a\u200bb',
    'a\u0007b',
    'a'.repeat(251),
  ])('is not %j', name => {
    expect(branchSchema.safeParse(name).success).toBe(false);
  });
});
