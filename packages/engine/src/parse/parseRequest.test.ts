import { FindingsError } from '../request/FindingsError';
import { parseRequest, parseRequestText } from './parseRequest';
import { RequestError } from '../request/RequestError';

function refused(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(FindingsError);
    return error instanceof RequestError
      ? error.findings.map(({ code, field }) => `${code} ${field}`)
      : [];
  }
  return [];
}

const apiVersion = 'tenancy.groundwork.dev/v1';

describe('parseRequest', () => {
  it.each([undefined, null, 1, 'text', [], {}, { kind: 'Tenants' }])(
    'refuses %j as no request',
    document => {
      expect(refused(() => parseRequest(document))).toEqual([
        'UnknownKind kind',
      ]);
    },
  );

  it('names every wrong field with what was given and what is allowed', () => {
    const attempt = () =>
      parseRequest({
        apiVersion,
        kind: 'Tenant',
        metadata: { name: 'ok' },
        spec: {
          owner: 'payments',
          environments: 'dev',
          tier: 'small',
          state: 'gone',
          egress: [{ name: 'x', ports: [{ port: 70000, protocoll: 'TCP' }] }],
        },
      });
    expect(refused(attempt)).toEqual([
      'InvalidRequest spec.owner',
      'InvalidRequest spec.environments',
      'InvalidRequest spec.egress[0].ports[0].port',
      'InvalidRequest spec.egress[0].ports[0].protocoll',
      'InvalidRequest spec.state',
    ]);
    expect(attempt).toThrow(
      /spec\.state: .* Given: "gone"\. Use one of: active, draining, removed\./,
    );
    expect(attempt).toThrow(/port: .*Given: 70000\. At most 65535/);
    expect(attempt).toThrow(/owner: .*in lower case\. Given: "payments"\./);
  });

  it('says what is wrong in words for people', () => {
    const attempt = () =>
      parseRequest({
        apiVersion: 'v1',
        kind: 'Tenant',
        metadata: { name: 'ok' },
        spec: {
          environments: Array(200).fill('dev'),
          tier: 1,
          egress: [{ name: 'x', ports: [{ port: 70000 }] }],
        },
      });
    expect(attempt).toThrow(/owner: This is missing\./);
    expect(attempt).toThrow(/tier: This has the wrong type\./);
    expect(attempt).toThrow(/port: This is too large\. .*At most 65535\./);
    expect(attempt).not.toThrow(/Invalid input|expected/);
  });

  it('reads one request from a file, and no more', () => {
    const text = `apiVersion: ${apiVersion}
kind: Tenant
metadata: {name: payments}
spec: {owner: 'group:default/payments', environments: [dev], tier: small}
`;
    expect(parseRequestText(text).metadata.name).toBe('payments');
    expect(refused(() => parseRequestText(`${text}---\n${text}`))).toEqual([
      'NotOneRequest ',
    ]);
    expect(refused(() => parseRequestText('a: [b'))).toEqual(['InvalidYaml ']);
    expect(refused(() => parseRequestText('a: 1\na: 2'))).toEqual([
      'InvalidYaml ',
    ]);
    expect(refused(() => parseRequestText(''))).toEqual(['NotOneRequest ']);
  });

  it('refuses what is larger than any request before it looks at its fields', () => {
    const keys = Array.from({ length: 16_000 }, (_, i) => `k${i}: 1\n`).join(
      '',
    );
    expect(refused(() => parseRequestText(keys))).toEqual(['TooLarge ']);
    expect(refused(() => parseRequestText(`a: ${'['.repeat(100)}`))).toEqual([
      'TooLarge ',
    ]);
    let deep: unknown = {};
    for (let i = 0; i < 60_000; i += 1) {
      deep = [deep];
    }
    expect(refused(() => parseRequest({ kind: 'Tenant', spec: deep }))).toEqual(
      ['TooLarge '],
    );
  });

  it('names the first fifty wrong fields, and how many more there are', () => {
    const spec = Object.fromEntries(
      Array.from({ length: 2000 }, (_, i) => [`k${i}`, 1]),
    );
    const found = refused(() =>
      parseRequest({ apiVersion, kind: 'Workload', metadata: {}, spec }),
    );
    expect(found).toHaveLength(51);
  });
});
