import { Finding } from '../model';
import { redactEvidence } from './redactEvidence';

describe('redactEvidence', () => {
  const finding = (tenant: string | undefined): Finding => ({
    code: 'X',
    severity: 'error',
    subject: { cluster: 'c', group: '', kind: 'Pod', name: 'p' },
    message: 'm',
    fix: 'f',
    fixableBy: 'tenant',
    evidence: [
      {
        ref: { cluster: 'c', group: '', kind: 'Pod', name: 'other' },
        ...(tenant === undefined ? {} : { tenant }),
        field: 'spec',
        value: 1,
        asOf: 1,
      },
    ],
  });
  const left = (tenant: string | undefined) =>
    redactEvidence([finding(tenant)], name => name === 'pay')[0].evidence
      .length;

  it('leaves only what the caller may read, and keeps the finding', () => {
    expect(left('pay')).toBe(1);
    expect(left('shop')).toBe(0);
    expect(left('')).toBe(0);
    expect(left(undefined)).toBe(1);
    expect(redactEvidence([finding('shop')], () => false)).toHaveLength(1);
  });
});
