import { codesOf, findingsOf, route } from '../testing/checkWorld';

describe('check', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(findingsOf([], [route('pay', ['pay.dev.example.com'])])).toEqual([]);
  });

  it('says what it could not look at, once', () => {
    const findings = findingsOf([], [route('pay', ['pay.dev.example.com'])], {
      unknowns: [
        {
          cluster: 'spoke-dev',
          group: '',
          kind: 'Service',
          unknown: 'forbidden',
        },
      ],
    });
    expect(findings).toMatchObject([
      {
        code: 'NotChecked',
        severity: 'info',
        subject: { cluster: 'spoke-dev', kind: 'Service' },
      },
    ]);
  });

  it.each([
    ['forbidden', /RBAC/],
    ['unauthorized', /token/],
    ['unreachable', /address/],
    ['timeout', /address/],
    ['tls', /CA/],
  ] as const)('says what mends that it is %s', (unknown, fix) => {
    const [finding] = findingsOf([], [route('pay', ['pay.dev.example.com'])], {
      unknowns: [{ cluster: 'spoke-dev', group: '', kind: 'Service', unknown }],
    });
    expect(finding.fix).toMatch(fix);
  });

  it('takes a kind that the cluster does not serve as one without objects', () => {
    expect(
      codesOf([], [], {
        unknowns: [
          {
            cluster: 'spoke-dev',
            group: 'external-secrets.io',
            kind: 'ExternalSecret',
            unknown: 'notServed',
          },
        ],
      }),
    ).toEqual([]);
  });
});
