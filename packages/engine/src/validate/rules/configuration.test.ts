import { bundled, wrongFields } from '../__fixtures__/wrongFields';
import { validate } from '../../kinds';

describe('Namespace', () => {
  const key = (end: string) => `pod-security.kubernetes.io/${end}`;
  it('has Pod Security labels of known levels and versions', () => {
    const namespace = (labels: object) =>
      validate(
        [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: 'a', labels: labels as Record<string, string> },
          },
        ],
        bundled,
      ).map(finding => finding.field);
    expect(
      namespace({
        [key('enforce')]: 'restricted',
        [key('enforce-version')]: 'v1.36',
        [key('warn-version')]: 'latest',
      }),
    ).toEqual([]);
    expect(
      namespace({ [key('audit')]: 'strict', [key('warn-version')]: '1.36' }),
    ).toEqual([
      `metadata.labels[${key('audit')}]`,
      `metadata.labels[${key('warn-version')}]`,
    ]);
  });
});

describe('ConfigMap and Secret', () => {
  it('refuse keys that are no file names', () => {
    expect(
      wrongFields('v1/ConfigMap', { data: { 'a b': '1', 'c.d': '2' } }),
    ).toEqual(['WrongFormat data[a b]']);
  });

  it('a TLS secret has its key, and findings never hold values', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'b' },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': 'hidden', 'x y': 'hidden' },
      other: 'hidden',
    };
    const findings = validate([secret], bundled);
    expect(findings.map(({ code, field }) => [code, field])).toEqual([
      ['UnknownField', 'other'],
      ['WrongFormat', 'stringData[x y]'],
      ['MissingField', 'data.tls.key'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('hidden');
  });
});
