import { hostnameFix } from '../../__fixtures__';
import { filledWith, readFixWish } from './fixWish';

const subject = { kind: 'Route', tenant: 'payments', name: 'pay' };
const wish = JSON.stringify({ ...subject, fix: 'one', option: 0 });

describe('readFixWish', () => {
  it('reads what a link asks for', () => {
    expect(readFixWish(wish, subject)).toEqual({
      tenant: 'payments',
      fix: 'one',
      option: 0,
    });
  });

  it.each([
    [undefined, subject],
    ['', subject],
    ['{', subject],
    ['{}', subject],
    [wish, { ...subject, name: 'other' }],
    [wish, undefined],
    [JSON.stringify({ ...subject, fix: 'one', option: '0' }), subject],
  ])('takes %s for %j for none', (text, of) => {
    expect(readFixWish(text, of)).toBeUndefined();
  });
});

describe('filledWith', () => {
  const [option] = hostnameFix().options;

  it('fills the fields in where they can say it', () => {
    expect(
      filledWith(
        option,
        { hostnames: ['pay.exmple.com'] },
        { 'hostnames.0': 'hostname' },
      ),
    ).toEqual({ hostname: 'pay.example.com' });
  });

  it('writes the request as text where no field says it', () => {
    const { yaml } = filledWith(option, {}, { protocol: 'protocol' });
    expect(JSON.parse(String(yaml))).toMatchObject({
      kind: 'Route',
      metadata: { name: 'pay', tenant: 'payments' },
      spec: { hostnames: ['pay.example.com'] },
    });
  });
});
