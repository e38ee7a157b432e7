import fc from 'fast-check';
import { englishTexts } from '../__testUtils__/englishTexts';
import { cleanMessage, plainReason } from './plainReason';

describe('plainReason', () => {
  it('leaves a short reason as it is', () => {
    expect(plainReason('cluster edge cannot be reached', englishTexts)).toEqual(
      {
        text: 'cluster edge cannot be reached',
      },
    );
  });

  it('says of a cluster what is said of it in the language of the reader', async () => {
    const german: Record<string, string> = (await import('../translations/de'))
      .default;
    const t = ((key: string, options: Record<string, string> = {}) =>
      Object.entries(options).reduce(
        (text, [name, value]) => text.replace(`{{ ${name} }}`, value),
        german[key],
      )) as unknown as typeof englishTexts;
    expect(plainReason('Secret: cluster edge cannot be reached', t).text).toBe(
      'Secret: Cluster edge ist nicht erreichbar',
    );
    // What a controller says of one is left to it.
    const said = 'cluster edge cannot be reached: dial tcp';
    expect(plainReason(said, t).text).toBe(said);
  });

  it('puts a plain sentence before the message of a controller', () => {
    const reason =
      'checkout-dev: Deployment/web: Deployment "web" exceeded its progress deadline';
    expect(plainReason(reason, englishTexts)).toEqual({
      text: 'checkout-dev: Deployment/web: its new pods did not become ready',
      details: reason,
    });
  });

  it.each([
    [
      'pods "web-1" is forbidden: exceeded quota: default, requested: pods=1, used: pods=12, limited: pods=12',
      'the quota is used up',
    ],
    [
      'admission webhook "validate.example.com" denied the request: no',
      'an admission policy refused it',
    ],
    ['connect ECONNREFUSED 127.0.0.1:7154', 'a server could not be reached'],
  ])('explains %s', (reason, text) => {
    expect(plainReason(reason, englishTexts)).toEqual({
      text,
      details: reason,
    });
  });

  it('shortens what it does not know between words, and keeps the whole', () => {
    const reason = 'some words '.repeat(40).trim();
    const { text, details } = plainReason(reason, englishTexts);
    expect(text).toMatch(/^some words .*(some|words)…$/);
    expect(details).toBe(reason);
  });

  it('shows nothing that cannot be seen, whatever it is given', () => {
    expect(cleanMessage('\u001b[31mred\u001b[0m\u0007 a\u202Eb')).toBe(
      'red  a b',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6_000 }), reason => {
        const { text, details = '' } = plainReason(reason, englishTexts);
        expect(text.length).toBeLessThanOrEqual(260);
        expect(details.length).toBeLessThanOrEqual(4_000);
        // eslint-disable-next-line no-control-regex
        expect(text + details).not.toMatch(/[\u0000-\u0008\u202a-\u202e]/);
      }),
    );
  });
});
